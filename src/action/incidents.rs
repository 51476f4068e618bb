//! 处置一件事（记录）: a record that is begun, and line after line. Nothing is mandatory, and nothing here
//! orders anybody to do anything.

use super::records::puts;
use super::{Draft, Ground, Refusal};
use crate::model::id::{IncidentId, LineId, ResidentId};
use crate::model::incident::{
    Answer, DrillKind, Incident, IncidentField, IncidentLine, Level, LineKind,
};
use crate::model::plan::CardCode;
use crate::model::{Document, Put, RecordId};
use crate::rules::incidents::step_words;

mod roll;

/// What may be done with incidents and drills.
#[derive(Clone, Debug)]
pub enum IncidentAction {
    /// Begin the record.
    Start {
        /// How it is rehearsed; in earnest if nothing.
        drill: Option<DrillKind>,
        /// By which card it goes, where that is known at once.
        card: Option<CardCode>,
    },
    /// Prepare a drill: its scheme is written and approved before it begins.
    Prepare {
        /// How it is rehearsed.
        drill: DrillKind,
    },
    /// Begin the record of a drill that was prepared.
    Begin {
        /// Which drill.
        incident: IncidentId,
    },
    /// A drill that was prepared is not held.
    CallOff {
        /// Which drill.
        incident: IncidentId,
    },
    /// Put back what somebody took off the books while another PC wrote on. What stands there stays.
    PutBack {
        /// Which incident.
        incident: IncidentId,
        /// What was written when it began.
        puts: Vec<Put>,
    },
    /// Go by that card from here on. What was done of another stays on the record.
    TakeCard {
        /// Which incident.
        incident: IncidentId,
        /// Which card.
        card: CardCode,
        /// When.
        timed: Timed,
    },
    /// Begin the roll of a house, anew where it was called before.
    Roll {
        /// In which incident.
        incident: IncidentId,
        /// Which house, by its name.
        house: String,
        /// When.
        timed: Timed,
    },
    /// Write down what came of calling a name; nothing takes it back.
    Answer {
        /// In which incident.
        incident: IncidentId,
        /// Whose name.
        person: ResidentId,
        /// What came of it.
        said: Answer,
        /// When.
        timed: Timed,
    },
    /// Write a line.
    Write {
        /// Of which incident.
        incident: IncidentId,
        /// What it tells.
        line: Jot,
        /// When.
        timed: Timed,
    },
}

/// What is known of a moment besides what the clock of the PC shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timed {
    /// Seconds since the record began, as far as they are known.
    pub since: Option<u32>,
    /// Whether these come from the clock, because the program began anew.
    pub resumed: bool,
}

/// What a line tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Jot {
    /// 119 was told.
    Fire,
    /// The dispatch room was told.
    Dispatch,
    /// 120 was told.
    Medical,
    /// Whoever is above was told.
    Upward,
    /// That step of the card was done.
    Step(u16),
    /// An order came.
    Order(String),
    /// Anything else.
    Note(String),
    /// The level from here on.
    Level(Level),
    /// Heads were counted.
    Count {
        /// Where.
        place: String,
        /// How many there should be.
        expected: u16,
        /// How many there are.
        present: u16,
    },
    /// It is over.
    End,
    /// It is not over after all.
    GoesOn,
}

impl Jot {
    fn kind(&self) -> LineKind {
        match self {
            Self::Fire => LineKind::Fire,
            Self::Dispatch => LineKind::Dispatch,
            Self::Medical => LineKind::Medical,
            Self::Upward => LineKind::Upward,
            Self::Step(_) => LineKind::Step,
            Self::Order(_) => LineKind::Order,
            Self::Note(_) => LineKind::Note,
            Self::Level(_) => LineKind::Level,
            Self::Count { .. } => LineKind::Count,
            Self::End => LineKind::End,
            Self::GoesOn => LineKind::GoesOn,
        }
    }
}

pub(super) fn draft(
    doc: &Document,
    action: &IncidentAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        IncidentAction::Start { drill, card } => start(doc, *drill, card.as_ref(), ground),
        IncidentAction::Prepare { drill } => Ok(prepare(*drill, ground)),
        IncidentAction::Begin { incident } => begin(doc, *incident, ground),
        IncidentAction::CallOff { incident } => call_off(doc, *incident),
        IncidentAction::PutBack { incident, puts } => put_back(doc, *incident, puts),
        IncidentAction::TakeCard { incident, card, timed } => {
            take_card(doc, (*incident, card), *timed, ground)
        }
        IncidentAction::Roll { incident, house, timed } => {
            roll::begin(doc, (*incident, house), *timed, ground)
        }
        IncidentAction::Answer { incident, person, said, timed } => {
            roll::answer(doc, (*incident, *person, *said), *timed, ground)
        }
        IncidentAction::Write { incident, line, timed } => {
            write(doc, (*incident, line), *timed, ground)
        }
    }
}

/// A line of that kind, with what is known of its time.
fn blank(incident: IncidentId, kind: LineKind, timed: Timed, ground: Ground<'_>) -> IncidentLine {
    IncidentLine {
        kept: true,
        incident: Some(incident),
        kind: Some(kind),
        at: Some(ground.now),
        since: timed.since,
        resumed: timed.resumed,
        ..IncidentLine::default()
    }
}

fn start(
    doc: &Document,
    drill: Option<DrillKind>,
    card: Option<&CardCode>,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    let id = IncidentId(ground.mint(0));
    let incident = Incident { kept: true, began: Some(ground.now), drill, ..Incident::default() };
    let timed = Timed { since: Some(0), resumed: false };
    let begun = blank(id, LineKind::Start, timed, ground);
    let mut made = vec![RecordId::Incident(id)];
    let mut out = puts(id, incident.written());
    out.extend(lined(&mut made, (ground, 1), &begun));
    if let Some(code) = card {
        out.extend(by_card(doc, id, code)?);
        let chosen = chosen(doc, code, blank(id, LineKind::Card, timed, ground));
        out.extend(lined(&mut made, (ground, 2), &chosen));
    }
    Ok(Draft { verb: begun_words(drill), puts: out, made })
}

fn begun_words(drill: Option<DrillKind>) -> String {
    match drill {
        Some(kind) => format!("开始演练（记录） {}", kind.word()),
        None => "开始处置（记录）".to_owned(),
    }
}

fn prepare(drill: DrillKind, ground: Ground<'_>) -> Draft {
    let id = IncidentId(ground.mint(0));
    let incident = Incident { kept: true, drill: Some(drill), ..Incident::default() };
    Draft {
        verb: format!("准备演练 {}", drill.word()),
        puts: puts(id, incident.written()),
        made: vec![RecordId::Incident(id)],
    }
}

/// What has not begun yet.
fn prepared(doc: &Document, id: IncidentId) -> Result<&Incident, Refusal> {
    let one = there(doc, id)?;
    match one.began {
        None => Ok(one),
        Some(_) => Err(Refusal::Broken("这次演练已经开始记录，练完按“演练结束”".to_owned())),
    }
}

/// The steps stay as they stood when the card was chosen: by them the drill was approved.
fn begin(doc: &Document, id: IncidentId, ground: Ground<'_>) -> Result<Draft, Refusal> {
    let one = prepared(doc, id)?;
    let timed = Timed { since: Some(0), resumed: false };
    let mut out: Vec<Put> = vec![(id, IncidentField::Began(Some(ground.now))).into()];
    let mut made = Vec::new();
    out.extend(lined(&mut made, (ground, 0), &blank(id, LineKind::Start, timed, ground)));
    if let Some(code) = &one.card {
        let chosen = chosen(doc, code, blank(id, LineKind::Card, timed, ground));
        out.extend(lined(&mut made, (ground, 1), &chosen));
    }
    Ok(Draft { verb: begun_words(one.drill), puts: out, made })
}

fn call_off(doc: &Document, id: IncidentId) -> Result<Draft, Refusal> {
    prepared(doc, id)?;
    let record = RecordId::Incident(id);
    let verb = format!("取消演练 {}", doc.name_of(&record));
    Ok(Draft::of(verb.trim_end().to_owned(), vec![record.keep(false)]))
}

fn put_back(doc: &Document, id: IncidentId, puts: &[Put]) -> Result<Draft, Refusal> {
    let blank = Document::default();
    let is_gone = |put: &Put| doc.read(&put.cell()) == blank.read(&put.cell());
    let gone = puts.iter().filter(|put| is_gone(put)).cloned();
    let gone: Vec<Put> = gone.collect();
    if gone.is_empty() {
        return Err(Refusal::Broken("没有要恢复的记录".to_owned()));
    }
    let name = doc.name_of(&RecordId::Incident(id));
    Ok(Draft::of(format!("恢复处置记录 {name}").trim_end().to_owned(), gone))
}

/// The steps of a card as they stand now, in the place of those of another.
fn by_card(doc: &Document, id: IncidentId, code: &CardCode) -> Result<Vec<Put>, Refusal> {
    let gone = || Refusal::Gone(RecordId::Card(code.clone()));
    let card = doc.cards.get(code).ok_or_else(gone)?;
    let steps = |number: &u16| card.steps.get(number).filter(|step| !step.is_blank()).cloned();
    let before = doc.incidents.find(&id).map(|one| one.steps.clone()).unwrap_or_default();
    let numbers: Vec<u16> = before.keys().chain(card.steps.keys()).copied().collect();
    let step = |number: u16| (id, IncidentField::Step(number, steps(&number))).into();
    let chosen = (id, IncidentField::Card(Some(code.clone()))).into();
    Ok(std::iter::once(chosen).chain(numbers.into_iter().map(step)).collect())
}

/// The line that says which card was chosen.
fn chosen(doc: &Document, code: &CardCode, mut line: IncidentLine) -> IncidentLine {
    line.words = doc.name_of(&RecordId::Card(code.clone()));
    line
}

/// What writes a line, the `place`-th record that is made.
fn lined(
    made: &mut Vec<RecordId>,
    (ground, place): (Ground<'_>, u32),
    line: &IncidentLine,
) -> Vec<Put> {
    let id = LineId(ground.mint(place));
    made.push(RecordId::IncidentLine(id));
    puts(id, line.written())
}

fn there(doc: &Document, id: IncidentId) -> Result<&Incident, Refusal> {
    doc.incidents.get(&id).ok_or(Refusal::Gone(RecordId::Incident(id)))
}

fn take_card(
    doc: &Document,
    (id, code): (IncidentId, &CardCode),
    timed: Timed,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    let one = there(doc, id)?;
    let mut out = by_card(doc, id, code)?;
    let line = chosen(doc, code, blank(id, LineKind::Card, timed, ground));
    let mut made = Vec::new();
    // The card of what has not begun is told of when it begins.
    if one.began.is_some() {
        out.extend(lined(&mut made, (ground, 0), &line));
    }
    Ok(Draft { verb: format!("选用处置卡 {}", line.words), puts: out, made })
}

fn write(
    doc: &Document,
    (id, jot): (IncidentId, &Jot),
    timed: Timed,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    let incident = there(doc, id)?;
    let mut line = blank(id, jot.kind(), timed, ground);
    match jot {
        Jot::Step(number) => {
            let step = incident.steps.get(number).ok_or(Refusal::Missing("处置步骤"))?;
            line.step = Some(*number);
            line.words = step_words(step);
        }
        Jot::Order(words) | Jot::Note(words) => line.words.clone_from(words),
        Jot::Level(level) => line.level = Some(*level),
        Jot::Count { place, expected, present } => {
            place.trim().clone_into(&mut line.words);
            (line.expected, line.present) = (*expected, *present);
        }
        Jot::Fire | Jot::Dispatch | Jot::Medical | Jot::Upward | Jot::End | Jot::GoesOn => {}
    }
    let counts = match jot {
        Jot::End => roll::uncounted(doc, (id, incident), timed, ground),
        _ => Vec::new(),
    };
    let mut made = Vec::new();
    let lines = (0_u32..).zip(counts.iter().chain([&line]));
    let out = lines.flat_map(|(place, line)| lined(&mut made, (ground, place), line)).collect();
    let verb = match jot {
        Jot::Step(_) => format!("记录步骤 {}", line.words),
        Jot::Level(level) => format!("记录响应级别 {}", level.word()),
        Jot::End if incident.is_drill() => "演练结束".to_owned(),
        Jot::End => "处置结束".to_owned(),
        Jot::GoesOn => "继续处置（记录）".to_owned(),
        other => format!("记录{}", other.kind().word()),
    };
    Ok(Draft { verb, puts: out, made })
}
