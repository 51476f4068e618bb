//! 《突发事件处置记录》: what happened minute by minute, who was told, who ordered, what was done, and a
//! blank one to hang in the control room. What is only rehearsed says 演练 at the head of each page.
//! Source: `sources.md` 处置记录.

use super::PrintError;
use super::data::Data;
use super::form::{Block, Fact, Form};
use super::head::moment_words;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use super::phones::what_to_say;
use super::table::{Column, Row, Table};
use crate::model::id::IncidentId;
use crate::model::incident::{Became, DrillKind, Incident, Level, LineKind, OrderWay};
use crate::model::mine::Mine;
use crate::model::{Document, RecordId};
use crate::rules::incidents::{self, Course, Told, elapsed_words};

pub(super) mod drills;
pub(super) mod report;
pub(super) mod review;

pub(super) static PAPER: Paper = Paper {
    word: "incidents",
    key: "incident",
    title: "处置记录",
    shelf: Shelf::Watch,
    folder: "09值守",
    office: &[FileKind::Word],
    days: Span::Dated { back: None },
    none: "还没有处置和演练记录",
    offers: |doc, scope| offers(&PAPER, doc, scope, has_begun),
    name,
    make: |source, of| made(source, of, form),
    by_hand: |_, _| false,
    blank: Blank::Made(blank),
};

impl Request {
    /// The record of an incident or a drill.
    pub fn incident(id: IncidentId) -> Self {
        PAPER.of(RecordId::Incident(id))
    }

    /// A blank record, to hang where somebody may need it.
    pub fn blank_incident() -> Self {
        Self { paper: &PAPER, of: Of::Blank }
    }
}

/// A paper of each that `is_meant`.
fn offers(
    paper: &'static Paper,
    doc: &Document,
    scope: &Scope,
    is_meant: fn(&Incident) -> bool,
) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for (id, one) in incidents::newest_first(doc).into_iter().rev() {
        let day = one.day();
        if !is_meant(one) || (scope.days.is_some() && !scope.holds(day)) {
            continue;
        }
        let words = format!("{} {}", paper.title, incidents::name(doc, id));
        let alike = |offer: &&Offer| offer.words == words;
        // Two of one day and name are told apart by the minute.
        let words = match (offers.iter().any(|offer| alike(&offer)), one.began) {
            (true, Some(at)) => format!("{words} {}", at.format("%H:%M:%S")),
            (true, None) => format!("{words}（{}）", offers.len() + 1),
            (false, _) => words,
        };
        let remark = match one.drill {
            _ if one.struck => "记错作废",
            Some(_) => "演练",
            None => "",
        };
        offers.push(Offer::new(words, remark, paper.of(RecordId::Incident(id))).on(day));
    }
    offers
}

/// Whether there is anything to tell: a drill that is prepared has a scheme and nothing else.
fn has_begun(one: &Incident) -> bool {
    one.began.is_some()
}

fn id(of: &Of) -> Option<IncidentId> {
    match of.record() {
        Some(RecordId::Incident(id)) => Some(*id),
        _ => None,
    }
}

fn name(doc: &Document, of: &Of) -> Named {
    let one = id(of).and_then(|id| doc.incidents.find(&id));
    let what = one.map(|one| incidents::what(doc, one)).unwrap_or_default();
    let drill = one.map_or("", |one| if one.is_drill() { "演练" } else { "" });
    let what = format!("{drill}{what}");
    let what = if what.is_empty() { "突发事件".to_owned() } else { what };
    let day = one.and_then(Incident::day);
    Named { day, ..Named::of(what) }
}

/// An incident as the papers of it see it.
#[derive(Clone, Copy)]
struct Case<'a> {
    doc: &'a Document,
    mine: &'a Mine,
    one: &'a Incident,
    course: &'a Course<'a>,
}

impl Case<'_> {
    /// A title with the word that keeps a drill, or what was recorded by mistake, from being taken for earnest,
    /// on each page.
    fn title(&self, words: &str) -> String {
        let struck = if self.one.struck { "【记错作废】" } else { "" };
        let drill = if self.one.is_drill() { "【演练】" } else { "" };
        format!("{struck}{drill}{words}")
    }

    /// Where it happened.
    fn place(&self) -> String {
        let site = self.one.site.map(|site| self.doc.site_name(Some(site)).trim().to_owned());
        format!("{} {}", site.unwrap_or_default(), self.one.place.trim()).trim().to_owned()
    }

    /// By which card it went.
    fn card(&self) -> String {
        let card = self.one.card.clone();
        card.map(|code| self.doc.name_of(&RecordId::Card(code))).unwrap_or_default()
    }

    /// When it began; what was on paper first says when it was typed in, too.
    fn began(&self) -> String {
        let typed = self.one.began.map(moment_words).unwrap_or_default();
        if !self.one.is_of_paper() {
            return typed;
        }
        let on = self.one.day().map(|day| day.format("%Y年%-m月%-d日").to_string());
        let at = self.one.happened_at.map(|at| at.format(" %H:%M").to_string()).unwrap_or_default();
        format!("{}{at}（{typed}录入）", on.unwrap_or_default())
    }

    /// When it ended. Of what was on paper first the clock of the PC shows when that was typed in, unless
    /// somebody wrote down when it was.
    fn ended(&self) -> String {
        let Some(end) = self.course.end() else { return String::new() };
        let typed = end.line.at.map(moment_words).unwrap_or_default();
        if !self.course.is_firm(end) {
            return format!("（{typed}录入）");
        }
        let at = end.at().map(moment_words).unwrap_or_default();
        if end.is_of_paper() { format!("{at}（{typed}录入）") } else { at }
    }

    /// How long it took, as far as that is known.
    fn took(&self) -> String {
        self.course.lasted().map(elapsed_words).unwrap_or_default()
    }

    /// The minute of the first line of that kind, or of the step of the card that is just that call.
    fn minute(&self, kind: LineKind) -> String {
        let at = self.course.call(kind, self.doc).and_then(Told::at);
        at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default()
    }

    /// Who ordered what, how and when, first and later.
    fn orders(&self) -> String {
        let one = self.one;
        let who = one.ordered_by.map(|id| self.doc.person_name(id)).unwrap_or_default();
        let at = one.ordered_at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
        let way = one.order_way.map_or("", OrderWay::word);
        let head: Vec<&str> =
            [at.as_str(), who, way].into_iter().filter(|part| !part.is_empty()).collect();
        let head = head.join(" ");
        let first = match (head.is_empty(), one.order.trim()) {
            (true, order) => order.to_owned(),
            (false, "") => head,
            (false, order) => format!("{head}：{order}"),
        };
        let later = self.course.told.iter().filter(|told| told.kind == LineKind::Order);
        let later = later.map(|told| format!("{} {}", told.clock(), told.line.words.trim()));
        let all = std::iter::once(first).chain(later).filter(|words| !words.trim().is_empty());
        all.collect::<Vec<_>>().join("\n")
    }

    /// How people are, as somebody wrote it, else as the last count of each place says.
    fn people(&self) -> String {
        if !self.one.people.trim().is_empty() {
            return self.one.people.trim().to_owned();
        }
        let counts = self.course.told.iter().filter(|told| told.kind == LineKind::Count);
        let mut last: Vec<&Told<'_>> = Vec::new();
        for told in counts.filter(|told| !told.line.struck) {
            last.retain(|one| one.line.words.trim() != told.line.words.trim());
            last.push(told);
        }
        let told = last.iter().map(|told| told.words(self.doc));
        told.collect::<Vec<_>>().join("\n")
    }

    /// The head counts, one a line.
    fn counts(&self) -> String {
        let counts = self.course.told.iter().filter(|told| told.kind == LineKind::Count);
        let told = counts.map(|told| format!("{} {}", told.clock(), told.words(self.doc)));
        told.collect::<Vec<_>>().join("\n")
    }
}

/// A paper of no incident, for the pen.
fn unwritten(source: &Source<'_>, form: fn(Case<'_>) -> Form) -> Form {
    let (one, course) = (Incident::default(), Course::blank());
    form(Case { doc: source.doc, mine: &source.mine, one: &one, course: &course })
}

/// One paper of an incident.
fn made(source: &Source<'_>, of: &Of, form: fn(Case<'_>) -> Form) -> Result<Data, PrintError> {
    let id = id(of).ok_or(PrintError::Gone(PAPER.title))?;
    let one = source.doc.incidents.get(&id).ok_or(PrintError::Gone(PAPER.title))?;
    let course = Course::of(source.doc, id);
    let case = Case { doc: source.doc, mine: &source.mine, one, course: &course };
    Ok(Data::Form(Box::new(form(case))))
}

fn form(case: Case<'_>) -> Form {
    let Case { one, course, .. } = case;
    let mut blocks =
        vec![Block::told("命令", &case.orders(), 2), Block::told("点名", &case.counts(), 1)];
    blocks.extend(steps(case));
    blocks
        .push(Block::Table(Table {
            title: "经过".to_owned(), ..timeline(case.doc, &course.told)
        }));
    blocks.push(Block::told("处理结果", &result(one), 2));
    blocks.push(Block::signed(&["记录人签名", "当班组长\n签名", "值班矿领导\n签名"]));
    let mut notes =
        vec!["时间为电脑钟点，“距开始”从开始时间算起，按连续计时，空着的是算不出的。".to_owned()];
    if course.told.iter().any(Told::is_of_paper) {
        notes.push("标“补记”的先写在纸上，时间是纸上写的，后面是录入的钟点。".to_owned());
    }
    if course.end().is_some_and(|end| !course.is_firm(end)) {
        notes.push("事后录入的，结束时间是录入的钟点；实际结束时间和历时手写补上。".to_owned());
    }
    if one.is_drill() {
        notes.push("本次为演练，不计入突发事件。".to_owned());
    }
    Form {
        unit: case.mine.heading().to_owned(),
        title: case.title("突发事件处置记录"),
        facts: facts(case),
        blocks,
        notes,
        ..Form::default()
    }
}

fn result(one: &Incident) -> String {
    let became = one.became.map(|became: Became| format!("归类：{}。", became.word()));
    format!("{}{}", became.unwrap_or_default(), one.result.trim())
}

fn facts(case: Case<'_>) -> Vec<Fact> {
    let Case { one, course, .. } = case;
    let drill = one.drill.map(|kind: DrillKind| {
        Fact::over(3, "演练方式", format!("{}（演练，不出警）", kind.word()))
    });
    let calls =
        [("报119", LineKind::Fire), ("报调度室", LineKind::Dispatch), ("报120", LineKind::Medical)];
    let own = |words: &str| case.mine.in_own_names(words);
    let calls = calls.map(|(label, kind)| Fact::new(&own(label), case.minute(kind)));
    let mut facts: Vec<Fact> = drill.into_iter().collect();
    facts.extend([
        Fact::over(3, "事件", incidents::what(case.doc, one)),
        Fact::over(3, "地点", case.place()),
    ]);
    facts.extend(calls);
    let upward = case.minute(LineKind::Upward);
    facts.extend((!upward.is_empty()).then(|| Fact::over(3, "上报", upward)));
    facts.extend([
        Fact::over(2, "开始时间", case.began()),
        Fact::new("响应级别", course.level().map_or("", Level::word)),
        Fact::over(2, "结束时间", case.ended()),
        Fact::new("历时", case.took()),
        Fact::over(3, "处置卡", case.card()),
        Fact::over(3, "人员情况", case.people()),
    ]);
    facts
}

/// The steps of the card, each with when it was done; nothing without a card.
fn steps(case: Case<'_>) -> Option<Block> {
    let Case { one, course, .. } = case;
    let rows = one.steps.iter().enumerate().map(|(place, (number, step))| {
        let told = course.step(*number);
        let (at, since) = told.map_or_else(
            || ("没有记录".to_owned(), String::new()),
            |told| (told.clock(), told.elapsed()),
        );
        let cells = vec![
            (place + 1).to_string(),
            step.who.trim().to_owned(),
            step.what.trim().to_owned(),
            step.within.trim().to_owned(),
            at,
            since,
        ];
        match told {
            Some(told) => Row::Of(RecordId::IncidentLine(told.id), cells),
            None => Row::Cells(cells),
        }
    });
    let rows: Vec<Row> = rows.collect();
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            title: "处置步骤".to_owned(),
            columns: vec![
                Column::narrow("序", 9.0),
                Column::narrow("谁做", 24.0),
                Column::wide("做什么", 4),
                Column::narrow("时限", 18.0),
                Column::narrow("完成时间", 21.0),
                Column::narrow("距开始", 19.0),
            ],
            rows,
            dense: true,
            ..Table::default()
        })
    })
}

/// Line by line as it went, with what is to be known of the clock.
fn timeline(doc: &Document, told: &[Told<'_>]) -> Table {
    let rows = told.iter().map(|told| {
        let marks = told.marks.iter().map(|mark| format!("（{}）", mark.words()));
        let words = std::iter::once(told.words(doc)).chain(marks).collect::<Vec<_>>().join("\n");
        let cells = vec![told.clock(), told.elapsed(), words];
        Row::Of(RecordId::IncidentLine(told.id), cells)
    });
    Table {
        columns: vec![
            Column::narrow("时间", 21.0),
            Column::narrow("距开始", 21.0),
            Column::wide("内容", 1),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn blank(source: &Source<'_>) -> Form {
    let mine = &source.mine;
    let own = |words: &str| mine.in_own_names(words);
    let rows = Table {
        columns: vec![
            Column::narrow("时间", 24.0),
            Column::wide("看到什么、谁做了什么、谁下的令", 3),
            Column::narrow("记录人", 26.0),
        ],
        fill: true,
        ..Table::default()
    };
    Form {
        unit: mine.heading().to_owned(),
        title: "突发事件处置记录".to_owned(),
        facts: vec![
            Fact::over(2, "事件", ""),
            Fact::new("地点", ""),
            Fact::new("报119", "　　时　　分"),
            Fact::new(&own("报调度室"), "　　时　　分"),
            Fact::new("报120", "　　时　　分"),
            Fact::new("下令人", ""),
            Fact::new("下令方式", ""),
            Fact::new("下令时间", "　　时　　分"),
            Fact::over(2, "开始时间", "　　　　年　　月　　日　　时　　分"),
            Fact::new("响应级别", "Ⅲ　Ⅱ　Ⅰ"),
            Fact::new("应到", "　　　　人"),
            Fact::new("实到", "　　　　人"),
            Fact::new("未到", "　　　　人"),
            Fact::over(2, "处置卡", "E　　"),
            Fact::new("结束时间", "　　时　　分"),
        ],
        blocks: vec![
            Block::told("报警时说", &what_to_say(mine), 0),
            Block::Table(rows),
            Block::told("处理结果", "", 2),
            Block::signed(&["记录人签名", "当班组长\n签名", "值班矿领导\n签名"]),
        ],
        notes: vec![
            own("只作记录，不代替指挥；Ⅰ级转矿综合预案，听调度室指挥。"),
            "挂在值班室，用后交办公室录入存档。".to_owned(),
        ],
        ..Form::default()
    }
}
