//! A table as it is pasted: out of WPS, a CSV file, or the list of a chat group.
//!
//! One way to read it for every kind of record and for the rota: what each column means, what
//! would become of each row, what is not understood, and the one step that writes it all.
//!
//! Cells are cut in `grid`. A kind of table is a list of fields (`members`, `places`); the rota is
//! in `rota`. What is not understood of a cell leaves the whole cell out, and is said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Draft, Ground, Refusal};
use crate::model::duty::DutyShift;
use crate::model::id::{EntryId, Mint, PersonId, PostId, Replica};
use crate::model::{Document, Kind, Put, RecordId, choices};
use crate::rules::signs;

mod certificates;
mod days;
mod desk;
mod fields;
mod grid;
mod guess;
mod heads;
mod identity;
pub mod learnt;
mod lunar;
mod members;
pub mod notice;
mod people;
mod phones;
mod places;
mod residents;
mod rota;
mod senses;
mod slots;
mod source;
mod supplies;
mod table;
mod titles;
mod validity;
mod words;

use days::Season;
use desk::Desk;
pub use source::{ACROSS, DITTO, Sheet, Source};
use titles::Titled;

choices! {
    /// What a pasted table is about.
    What {
        /// Members of the team.
        Members = "队员名册",
        /// Certificates.
        Certificates = "证件",
        /// Days people are away.
        Leaves = "请假",
        /// Posts with A角 and B角.
        Posts = "岗位",
        /// Units.
        Units = "单位",
        /// Zones.
        Zones = "责任区",
        /// Sites.
        Sites = "场所",
        /// Who stays over the festival.
        Residents = "留矿人员",
        /// Patrol routes.
        Routes = "巡查路线",
        /// Telephones.
        Phones = "电话表",
        /// What the team has at hand.
        Supplies = "应急物资",
        /// Who is on duty, day by day.
        Rota = "值班表",
    }
}

impl What {
    /// The records such a table is about, row by row.
    pub fn kind(self) -> Kind {
        match self {
            Self::Members | Self::Certificates | Self::Leaves => Kind::Person,
            Self::Posts => Kind::Post,
            Self::Units => Kind::Unit,
            Self::Zones => Kind::Zone,
            Self::Sites => Kind::Site,
            Self::Residents => Kind::Resident,
            Self::Routes => Kind::Route,
            Self::Phones => Kind::Phone,
            Self::Supplies => Kind::Supply,
            Self::Rota => Kind::Duty,
        }
    }
}

choices! {
    /// What a column of a table about records says.
    Meaning {
        /// The name.
        Name = "姓名",
        /// Man or woman.
        Sex = "性别",
        /// The unit.
        Unit = "单位",
        /// Post or title.
        Title = "职务",
        /// Unit and title in one cell.
        Workplace = "单位及职务",
        /// Party branch.
        Branch = "支部",
        /// Where they stand in the Party.
        Standing = "政治面貌",
        /// A telephone.
        Phone = "电话",
        /// A mobile telephone.
        Mobile = "手机",
        /// Branch squad.
        Squad = "分队",
        /// Group.
        Group = "小组",
        /// Part in the team.
        Role = "队内职务",
        /// Certificates.
        Certificates = "证件",
        /// Number of a certificate.
        Number = "证号",
        /// Last day of a certificate.
        Until = "有效期至",
        /// Days away.
        Days = "请假日期",
        /// First day away.
        From = "开始日期",
        /// Last day away.
        To = "结束日期",
        /// Remarks about somebody.
        Note = "备注",
        /// Name of a post.
        Post = "岗位名称",
        /// Who answers for it.
        Primary = "A角",
        /// Who stands in.
        Backup = "B角",
        /// What whoever holds a post does.
        Duties = "职责",
        /// Where.
        Location = "地点",
        /// In which shifts.
        Shifts = "班次",
        /// How many people a shift takes.
        Seats = "每班人数",
        /// What one must be certified for.
        Needs = "须持证",
        /// Whether another office makes the rota of a post.
        Official = "由矿办排班",
        /// Who heads a unit.
        Head = "负责人",
        /// Whether a unit is a contractor.
        Contractor = "外委单位",
        /// A zone.
        Zone = "责任区",
        /// Who answers for a zone.
        Keeper = "责任人",
        /// A site.
        Site = "场所名称",
        /// What kind of site.
        Kind = "场所类别",
        /// Remarks about a thing.
        Remark = "说明",
        /// A route.
        Route = "路线名称",
        /// The part of the surface it covers.
        Area = "区域",
        /// Its stops.
        Stops = "路线各点",
        /// Whose telephone.
        Line = "单位或岗位",
        /// The building somebody lives in.
        Building = "楼栋",
        /// The room.
        Room = "房间",
        /// What somebody is to the mine.
        Category = "人员类别",
        /// From when to when somebody stays.
        Stay = "留矿起止",
        /// Whether somebody needs help to get out.
        Helped = "需协助",
        /// What a thing is called.
        Thing = "物资名称",
        /// What a thing is for.
        Sort = "物资类别",
        /// The number on a thing.
        Code = "编号",
        /// Its make.
        Model = "型号规格",
        /// How much of it.
        Amount = "数量",
        /// Of what.
        Measure = "计量单位",
        /// Who keeps it.
        Holder = "保管人",
        /// When it was looked at.
        Checked = "上次检查",
        /// Who looked.
        Checker = "检查人",
        /// When it is to be looked at.
        Next = "下次检查",
        /// What state it is in.
        State = "状态",
        /// The response cards it is for.
        Cards = "用于处置卡",
        /// Something that is not kept.
        Skip = "不录入",
    }
}

/// What a column is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Nothing is taken from it.
    Skip,
    /// A field of the record.
    Says(Meaning),
    /// The days of a rota.
    Day,
    /// Words of the calendar beside the days: compared, not taken.
    Calendar,
    /// The post each row of a rota is about.
    Post,
    /// The shift each row of a rota is about.
    Shift,
    /// Who is on duty at that post in that shift. What a column does not name the row does.
    Slot(Option<PostId>, Option<DutyShift>),
}

/// A table, and what was said of it besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What it is about.
    pub what: What,
    /// What it was asked for as, by the list it is for or by a person who said so. Another text is
    /// taken for that again.
    pub asked: What,
    /// What was pasted.
    pub text: String,
    /// What a person said of it.
    pub hints: Hints,
    /// The file it is out of, if it is out of one.
    pub source: Option<Source>,
}

/// What a person says of a table besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// What columns mean that were taken for something else.
    pub columns: BTreeMap<usize, Sense>,
    /// Whether an empty cell of a column that offices merge means the one above; nothing where
    /// nobody said.
    pub merged: Option<bool>,
    /// Whether people nobody knows come on the books, where that is asked.
    pub newcomers: bool,
    /// Who is meant by a name that several bear; none for somebody new.
    pub who: BTreeMap<String, Option<PersonId>>,
    /// The column of the rota meant by a table that names none.
    pub slot: Option<(PostId, DutyShift)>,
}

impl Order {
    /// An empty table of that kind.
    pub fn new(what: What) -> Self {
        Self { what, asked: what, text: String::new(), hints: Hints::default(), source: None }
    }

    /// The same for another text: what was said of the old one's columns says nothing of it, nor
    /// does the file that was out of.
    #[must_use]
    pub fn of_text(&self, text: String) -> Self {
        let hints = Hints { slot: self.hints.slot, ..Hints::default() };
        Self { text, hints, source: None, ..*self }
    }

    /// The same as another kind of table, as somebody said.
    #[must_use]
    pub fn of_kind(&self, what: What) -> Self {
        let source = self.source.clone();
        Self { what, asked: what, source, ..self.of_text(self.text.clone()) }
    }

    /// The same for a text that is no edit of the old one: nor does what the old one looked like
    /// say anything of it, which is of the kind it looks like itself.
    #[must_use]
    pub fn of_another(&self, text: String, doc: &Document, today: NaiveDate) -> Self {
        let order = Self { what: self.asked, ..self.of_text(text) };
        let what = meant(doc, &order, today).unwrap_or(order.what);
        Self { what, ..order }
    }

    /// Whether that is another text and no edit of this one: less than half of this one is left.
    pub fn is_replaced_by(&self, text: &str) -> bool {
        let old = self.text.trim();
        let alike = |one: &mut dyn Iterator<Item = (char, char)>| {
            one.take_while(|(one, other)| one == other).count()
        };
        let front = alike(&mut old.chars().zip(text.trim().chars()));
        let back = alike(&mut old.chars().rev().zip(text.trim().chars().rev()));
        text.trim().is_empty() || 2 * (front + back) < old.chars().count() || old.is_empty()
    }
}

/// A table as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// Its rows, without headings.
    pub rows: Vec<Row>,
    /// What stands above the headings.
    pub titles: Vec<String>,
    /// What a column may be taken for, with its words.
    pub choices: Vec<(Sense, String)>,
    /// People it names whom nobody knows.
    pub strangers: Vec<String>,
    /// Whether such people come on the books without being asked for.
    pub enlists: bool,
    /// Names in it that several bear, each with whom it may be.
    pub namesakes: Vec<(String, Vec<PersonId>)>,
    /// What holds of the whole table, for people to read.
    pub remarks: Vec<String>,
    /// Whether cells may have been merged over rows.
    pub looks_merged: bool,
    /// Whether they were read so.
    pub merged: bool,
}

/// A column of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading, if it has one.
    pub head: String,
    /// What it is taken for.
    pub sense: Sense,
    /// Whether it is passed over on purpose: a count, or somebody said so.
    pub is_passed_over: bool,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands: 第3行, or 第3列 of a table that lies on its side.
    pub place: String,
    /// Its cells, one a column.
    pub cells: Vec<String>,
    /// What becomes of it.
    pub fate: Fate,
    /// What it writes besides, or what it changes, for people to read.
    pub told: Vec<String>,
    /// How many of these only say what a field was and becomes.
    pub changes: usize,
    /// What of it is left out, and why.
    pub left_out: Vec<String>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Something new comes on the books.
    New,
    /// Something on the books is changed.
    Changed,
    /// The books say so already.
    Same,
    /// Nothing.
    Unread,
}

impl Look {
    /// How many rows have that fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }

    /// Everything that is left out, row by row and column by column, for people to read.
    pub fn left_out(&self) -> Vec<String> {
        let of_row = |row: &Row| {
            let why = row.left_out.join("；");
            (!why.is_empty()).then(|| format!("{}：{why}", row.place))
        };
        self.rows.iter().filter_map(of_row).chain(self.columns_left_out()).collect()
    }

    /// The same, with whom or what each row is about: 第11行 温禾生：….
    pub fn left_out_named(&self, what: What) -> Vec<String> {
        let of_row = |row: &Row| {
            let why = row.left_out.join("；");
            let name = self.name_of(what, row);
            let name = if name.is_empty() { String::new() } else { format!(" {name}") };
            (!why.is_empty()).then(|| format!("{}{name}：{why}", row.place))
        };
        self.rows.iter().filter_map(of_row).chain(self.columns_left_out()).collect()
    }

    /// Whom or what a row is about, in its own words; of a rota that is its day.
    pub fn name_of<'a>(&self, what: What, row: &'a Row) -> &'a str {
        let named = fields::table(what).map_or(Sense::Day, |table| Sense::Says(table.name));
        let place = self.columns.iter().position(|column| column.sense == named);
        place.and_then(|place| row.cells.get(place)).map_or("", |cell| cell.trim())
    }

    /// The columns that nobody could read and nobody chose to pass over, for people to read.
    pub fn columns_left_out(&self) -> Vec<String> {
        let skipped = |(place, column): (usize, &Column)| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(place));
            let count = cells.filter(|cell| !cell.is_empty()).count();
            let name = if column.head.is_empty() {
                format!("第{}列", place + 1)
            } else {
                format!("“{}”一列", column.head)
            };
            (column.sense == Sense::Skip && !column.is_passed_over && 0 < count)
                .then(|| format!("{name}没有录入（{count}格）"))
        };
        self.columns.iter().enumerate().filter_map(skipped).collect()
    }
}

/// Reads a table against the document, as of that day. Writes nothing.
pub fn look(doc: &Document, order: &Order, today: NaiveDate) -> Look {
    // Names for records that are only looked at.
    let nobody = EntryId { replica: Replica::from_bits(0), number: 0 };
    let mint = |place| Mint { entry: nobody, place };
    read(doc, order, today, &mint).0
}

/// How many headings of a table were understood.
fn headings(look: &Look) -> usize {
    let headed = look.columns.iter().filter(|column| !column.head.is_empty());
    headed.filter(|column| column.sense != Sense::Skip).count()
}

/// The kind of table it is by its headings, where the kind it was pasted as knows far fewer of
/// them: a list of zones pasted where sites are listed is no list of sites.
fn meant(doc: &Document, order: &Order, today: NaiveDate) -> Option<What> {
    let what = guess(doc, &order.text, today).filter(|what| *what != order.what)?;
    let other = Order { what, ..order.clone() };
    let known = |order| headings(&look(doc, order, today));
    (known(order) + 1 < known(&other)).then_some(what)
}

/// The lines of cells of a block that was copied in a program of tables.
pub fn cells(text: &str) -> Vec<Vec<String>> {
    grid::block(text)
}

/// What kind of table the text looks like most, if it looks like any.
pub fn guess(doc: &Document, text: &str, today: NaiveDate) -> Option<What> {
    let known = |what: &What| {
        let order = Order { text: text.to_owned(), ..Order::new(*what) };
        let (heads, read) = source::rank(&look(doc, &order, today));
        (0 < read).then_some(((heads, read), *what))
    };
    let mut best: Option<((usize, usize), What)> = None;
    for (rank, what) in What::ALL.iter().filter_map(known) {
        if best.is_none_or(|(before, _)| before < rank) {
            best = Some((rank, what));
        }
    }
    best.map(|(_, what)| what)
}

/// What a table would write.
struct Written {
    puts: Vec<Put>,
    made: Vec<RecordId>,
}

fn read(
    doc: &Document,
    order: &Order,
    today: NaiveDate,
    mint: &dyn Fn(u32) -> Mint,
) -> (Look, Written) {
    let of_season = doc.current_season();
    let span = of_season.first.zip(of_season.last);
    let near = of_season.first.unwrap_or(today);
    let season = Season { near, span, little: doc.little_year(), titled: Titled::default() };
    let table = fields::table(order.what);
    let enlists = table.is_some_and(|table| table.newcomers);
    let newcomers = enlists || order.hints.newcomers;
    let mut desk = Desk::new(doc, (&order.hints, newcomers), season, mint);
    let mut look = match table {
        Some(table) => table::read(&mut desk, table, order),
        None => rota::read(&mut desk, order),
    };
    look.enlists = enlists;
    look.strangers = desk.strangers.iter().cloned().collect();
    let bearers = |name: &String| (name.clone(), desk.bearers(name, desk::Traits::default()));
    let chosen = order.hints.who.keys().filter(|name| {
        1 < desk.bearers(name, desk::Traits::default()).len() && order.text.contains(name.as_str())
    });
    let asked: BTreeSet<String> = desk.namesakes.iter().chain(chosen).cloned().collect();
    look.namesakes = asked.iter().map(bearers).collect();
    for (_, ids) in &mut look.namesakes {
        ids.retain(|id| doc.persons.get(id).is_some());
    }
    let unseen = signs::unseen(&order.text);
    let unseen: Vec<char> = unseen.into_iter().filter(|sign| *sign != '\r').collect();
    if !unseen.is_empty() {
        let numbers = signs::numbers(&unseen);
        look.remarks.push(format!("表里有看不见的符号（{numbers}），已去掉"));
    }
    (look, Written { puts: desk.puts, made: desk.made })
}

/// The step that writes the table.
pub(super) fn draft(doc: &Document, order: &Order, ground: Ground<'_>) -> Result<Draft, Refusal> {
    let mint = |place| ground.mint(place);
    let (look, Written { puts, made }) = read(doc, order, ground.now.date(), &mint);
    if puts.is_empty() {
        return Err(Refusal::NothingIn(order.what.word()));
    }
    let count = look.count(Fate::New) + look.count(Fate::Changed);
    let unit = match order.what {
        What::Members | What::Certificates | What::Leaves | What::Residents => "人",
        What::Rota => "天",
        What::Units | What::Posts | What::Zones => "个",
        What::Sites => "处",
        What::Routes => "条",
        What::Phones => "行",
        What::Supplies => "项",
    };
    let verb = format!("从表格录入{}{count}{unit}", order.what.word());
    Ok(Draft { verb, puts, made })
}

#[cfg(test)]
mod tests;
