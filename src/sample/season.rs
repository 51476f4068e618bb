//! Carries a season's paper work out, deed by deed, at the desk.
//!
//! Everything passes `action::decide`; nothing is written past it.

use chrono::NaiveDateTime;

use super::Trouble;
use super::agenda::{Deed, Slip, agenda, slips};
use super::builder::Builder;
use super::material::{HazardLine, Material};
use super::rounds::{Goal, Walk};
use super::watch::{Books, Watch};
use crate::action::{Action, HazardAction, SheetAction};
use crate::model::checklist::{Code, Judge};
use crate::model::hazard::{Hazard, HazardField, Step};
use crate::model::id::{HazardId, SheetId, TransferId};
use crate::model::sheet::{Mark, PostSigner, RowNumber, SheetField};
use crate::model::{Document, RecordId};

/// A season on paper, and what became of it so far.
#[derive(Debug)]
pub(super) struct Season<'a> {
    material: &'a Material,
    watch: Watch,
    walks: Vec<Walk>,
    hazards: Vec<HazardLine>,
    slips: Vec<Slip>,
    sheets: Vec<Option<SheetId>>,
    reported: Vec<Option<HazardId>>,
    handed: Vec<Option<TransferId>>,
}

impl<'a> Season<'a> {
    pub(super) fn new(
        material: &'a Material,
        watch: Watch,
        walks: Vec<Walk>,
        hazards: Vec<HazardLine>,
    ) -> Self {
        let slips = slips(&hazards);
        Self {
            material,
            watch,
            sheets: vec![None; walks.len()],
            reported: vec![None; hazards.len()],
            handed: vec![None; slips.len()],
            walks,
            hazards,
            slips,
        }
    }

    /// Does all paper work, or that up to a moment.
    ///
    /// # Errors
    /// When the rules refuse any of it.
    pub(super) fn carry_out(
        &mut self,
        builder: &mut Builder<'_>,
        until: Option<NaiveDateTime>,
    ) -> Result<(), Trouble> {
        for (at, deed) in agenda(&self.walks, &self.hazards, &self.slips, self.watch.deeds()) {
            if until.is_some_and(|until| until < at) {
                break;
            }
            builder.wait_until(at);
            self.deed(builder, deed)?;
        }
        Ok(())
    }

    fn deed(&mut self, builder: &mut Builder<'_>, deed: Deed) -> Result<(), Trouble> {
        match deed {
            Deed::Issue(place) => self.issue(builder, place),
            Deed::TypeHead(place) => self.type_head(builder, place),
            Deed::TypeRest(place) => self.type_rest(builder, place),
            Deed::Report(place) => self.report(builder, place),
            Deed::HandOver(place) => self.hand_over(builder, place),
            Deed::Receive(place) => self.receive(builder, place),
            Deed::Number(place) => self.number(builder, place),
            Deed::Watch(paper) => {
                let Self { walks, hazards, reported, .. } = self;
                self.watch.carry_out(builder, paper, Books { walks, hazards, reported })
            }
            Deed::FixOnSpot(place)
            | Deed::Extend(place)
            | Deed::Rectify(place)
            | Deed::Recheck(place)
            | Deed::Close(place) => {
                let (Some(line), Some(hazard)) = (nth(&self.hazards, place), self.hazard(place))
                else {
                    return Ok(());
                };
                let Some(step) = step(builder, line, deed)? else { return Ok(()) };
                builder.act(&Action::Hazard(HazardAction::Advance { hazard, step })).map(drop)
            }
        }
    }

    fn hazard(&self, place: usize) -> Option<HazardId> {
        self.reported.get(place).copied().flatten()
    }

    fn sheet(&self, place: usize) -> Option<SheetId> {
        self.sheets.get(place).copied().flatten()
    }

    fn issue(&mut self, builder: &mut Builder<'_>, place: usize) -> Result<(), Trouble> {
        let Some(walk) = nth(&self.walks, place) else { return Ok(()) };
        let (day, walkers) = (walk.day, builder.persons(&walk.walkers)?);
        let action = match walk.goal {
            Goal::Route(route) => match builder.names.routes.get(route).copied() {
                Some(route) => {
                    SheetAction::IssueRoute { route, shift: walk.shift.clone(), day, walkers }
                }
                None => return Ok(()),
            },
            Goal::Check(check) => match nth(&self.material.checks, check) {
                Some(line) => {
                    let (site, depth) = (builder.site(&line.site)?, line.depth);
                    SheetAction::IssueSite { site, depth, day, walkers }
                }
                None => return Ok(()),
            },
        };
        let made = builder.act(&Action::Sheet(action))?;
        if let (Some(RecordId::Sheet(id)), Some(sheet)) = (made, self.sheets.get_mut(place)) {
            *sheet = Some(id);
        }
        Ok(())
    }

    /// Times, weather and signers, as they stand in the sheet's heading and below its blocks.
    fn type_head(&self, builder: &mut Builder<'_>, place: usize) -> Result<(), Trouble> {
        let (Some(walk), Some(sheet)) = (nth(&self.walks, place), self.sheet(place)) else {
            return Ok(());
        };
        builder.set((sheet, SheetField::Left(Some(walk.left.time()))))?;
        builder.set((sheet, SheetField::Back(Some(walk.back.time()))))?;
        if let Some(weather) = self.watch.weather.get(&walk.day) {
            builder.set((sheet, SheetField::Weather(weather.clone())))?;
        }
        self.sign(builder, place, Judge::Electrician)?;
        self.sign(builder, place, Judge::PostHolder)
    }

    /// Writes who signed a block, unless that was typed before.
    fn sign(&self, builder: &mut Builder<'_>, place: usize, judge: Judge) -> Result<(), Trouble> {
        let (Some(walk), Some(id)) = (nth(&self.walks, place), self.sheet(place)) else {
            return Ok(());
        };
        let Some(sheet) = builder.session.document().sheets.get(&id) else { return Ok(()) };
        if sheet.block(judge).is_empty() {
            return Ok(());
        }
        if sheet.signer(judge).is_some() {
            return Ok(());
        }
        match (judge, &walk.electrician, walk.post_holders.as_slice()) {
            (Judge::Member, ..) | (Judge::Electrician, None, _) | (Judge::PostHolder, _, []) => {
                Ok(())
            }
            (Judge::Electrician, Some(signer), _) => {
                let signer = Some(builder.person(signer)?);
                builder.set((id, SheetField::Electrician(signer)))
            }
            (Judge::PostHolder, _, [(_, signer)]) => {
                let signer = Some(builder.person(signer)?);
                builder.set((id, SheetField::PostHolder(signer)))
            }
            (Judge::PostHolder, _, signers) => {
                let signed = signers.iter().map(|(site, signer)| {
                    let (site, person) = (builder.site(site)?, builder.person(signer)?);
                    Ok(PostSigner { site, person })
                });
                let signed = signed.collect::<Result<Vec<_>, Trouble>>()?;
                builder.set((id, SheetField::PostSigners(signed)))
            }
        }
    }

    fn type_rest(&self, builder: &mut Builder<'_>, place: usize) -> Result<(), Trouble> {
        let (Some(walk), Some(sheet)) = (nth(&self.walks, place), self.sheet(place)) else {
            return Ok(());
        };
        for absent in &self.material.builder.absent {
            let site = builder.site(&absent.site)?;
            let row = row_for(builder.session.document(), sheet, site, &absent.item);
            if let Some((row, judge)) = row
                && (judge == Judge::Member || is_signed(walk, judge))
            {
                let mark = Some(Mark::Absent);
                builder.act(&Action::Sheet(SheetAction::Mark { sheet, row, mark }))?;
            }
        }
        for judge in Judge::ALL.iter().copied() {
            let has = builder
                .session
                .document()
                .sheets
                .get(&sheet)
                .is_some_and(|sheet| !sheet.block(judge).is_empty());
            if has && (judge == Judge::Member || is_signed(walk, judge)) {
                builder.act(&Action::Sheet(SheetAction::Tick { sheet, judge, ticked: true }))?;
            }
        }
        builder.act(&Action::Sheet(SheetAction::Finish { sheet })).map(drop)
    }

    /// Writes a hazard down: as × on the row it was found on if the sheet has one.
    fn report(&mut self, builder: &mut Builder<'_>, place: usize) -> Result<(), Trouble> {
        let Some(line) = nth(&self.hazards, place) else { return Ok(()) };
        let site = builder.site(&line.site)?;
        let walk = self.walks.iter().position(|walk| walk.found.contains(&place));
        let row = walk.and_then(|walk| {
            let sheet = self.sheet(walk)?;
            let doc = builder.session.document();
            let (row, judge) = row_for(doc, sheet, site, &line.item)?;
            let free = !doc.sheets.get(&sheet)?.marks.contains_key(&row);
            free.then_some((walk, sheet, row, judge))
        });
        let wanted = wanted(builder, line)?;
        let action = match row {
            Some((walk, sheet, row, judge)) => {
                self.sign(builder, walk, judge)?;
                HazardAction::ReportFault { sheet, row, words: line.words.clone() }
            }
            None => HazardAction::Report(Box::new(wanted.clone())),
        };
        let Some(RecordId::Hazard(id)) = builder.act(&Action::Hazard(action))? else {
            return Ok(());
        };
        if let Some(reported) = self.reported.get_mut(place) {
            *reported = Some(id);
        }
        complete(builder, id, &wanted)
    }

    fn hand_over(&mut self, builder: &mut Builder<'_>, place: usize) -> Result<(), Trouble> {
        let Some(slip) = nth(&self.slips, place) else { return Ok(()) };
        let hazards = slip.hazards.iter().filter_map(|hazard| self.hazard(*hazard)).collect();
        let by = builder.person(&slip.handed_by)?;
        let made =
            builder.act(&Action::Hazard(HazardAction::HandOver { hazards, by, due: None }))?;
        if let (Some(RecordId::Transfer(id)), Some(handed)) = (made, self.handed.get_mut(place)) {
            *handed = Some(id);
        }
        Ok(())
    }

    fn receive(&self, builder: &mut Builder<'_>, place: usize) -> Result<(), Trouble> {
        let handed = self.handed.get(place).copied().flatten();
        let (Some(line), Some(slip)) = (nth(&self.slips, place), handed) else { return Ok(()) };
        let by = builder.person(&line.received_by)?;
        let action = HazardAction::Receive { slip, by, at: line.received };
        builder.act(&Action::Hazard(action)).map(drop)
    }

    fn number(&self, builder: &mut Builder<'_>, place: usize) -> Result<(), Trouble> {
        let limit = nth(&self.hazards, place).and_then(|line| line.limit.as_ref());
        let (Some(limit), Some(id)) = (limit, self.hazard(place)) else { return Ok(()) };
        if !limit.safety_no.is_empty() {
            builder.set((id, HazardField::SafetyNumber(limit.safety_no.clone())))?;
        }
        if !limit.dual_no.is_empty() {
            builder.set((id, HazardField::DualNumber(limit.dual_no.clone())))?;
        }
        Ok(())
    }
}

fn nth<T>(all: &[T], place: usize) -> Option<&T> {
    all.get(place)
}

fn is_signed(walk: &Walk, judge: Judge) -> bool {
    match judge {
        Judge::Member => false,
        Judge::Electrician => walk.electrician.is_some(),
        Judge::PostHolder => !walk.post_holders.is_empty(),
    }
}

/// The row of a sheet for an item at a site, and the block it stands in.
fn row_for(
    doc: &Document,
    sheet: SheetId,
    site: crate::model::id::SiteId,
    item: &str,
) -> Option<(RowNumber, Judge)> {
    let rows = doc.sheets.get(&sheet)?.rows();
    let row = rows.iter().find(|row| row.site == site && row.item.base == item)?;
    Some((row.number, row.judge))
}

/// The edition of a check item that is on the books.
fn newest(doc: &Document, base: &str) -> Option<Code> {
    doc.items.iter().filter(|(code, _)| code.base == base).last().map(|(code, _)| code.clone())
}

/// The hazard as the material has it, without number and papers.
fn wanted(builder: &Builder<'_>, line: &HazardLine) -> Result<Hazard, Trouble> {
    let (unit, owner, due) = match (&line.limit, &line.on_spot) {
        (Some(limit), _) => {
            (Some(builder.unit(&limit.unit)?), Some(builder.person(&limit.owner)?), Some(limit.due))
        }
        // What was put right on the spot belongs to the unit that did it.
        (None, Some(on_spot)) => {
            let fixer = builder.person(&on_spot.fixer)?;
            let person = builder.session.document().persons.get(&fixer);
            (person.and_then(|person| person.unit), None, None)
        }
        (None, None) => (None, None, None),
    };
    Ok(Hazard {
        kept: true,
        found_on: Some(line.found),
        found_at: Some(line.time),
        source: Some(line.source),
        finders: builder.persons(&line.finders)?,
        site: Some(builder.site(&line.site)?),
        place: line.place.clone(),
        words: line.words.clone(),
        item: newest(builder.session.document(), &line.item),
        class: Some(line.class),
        trade: Some(line.trade),
        basis: line.basis.clone(),
        measure: line.measure.clone(),
        interim: line.interim.clone(),
        note: line.note.clone(),
        unit,
        owner,
        due,
        ..Hazard::default()
    })
}

/// Fills in what the row of a sheet did not say.
fn complete(builder: &mut Builder<'_>, id: HazardId, wanted: &Hazard) -> Result<(), Trouble> {
    let Some(known) = builder.session.document().hazards.get(&id).cloned() else { return Ok(()) };
    let by_verbs = |field: &HazardField| {
        matches!(field, HazardField::Kept(_) | HazardField::Words(_) | HazardField::Finders(_))
    };
    let written = known.written();
    for field in wanted.written() {
        if !by_verbs(&field) && !written.contains(&field) {
            builder.set((id, field))?;
        }
    }
    Ok(())
}

/// The paper of a deed; `None` where the material has none.
fn step(builder: &Builder<'_>, line: &HazardLine, deed: Deed) -> Result<Option<Step>, Trouble> {
    let limit = line.limit.as_ref();
    Ok(match deed {
        Deed::FixOnSpot(_) => match &line.on_spot {
            Some(on_spot) => Some(Step::FixedOnSpot {
                at: on_spot.at,
                how: on_spot.how.clone(),
                fixer: builder.person(&on_spot.fixer)?,
                checker: builder.person(&on_spot.checker)?,
            }),
            None => None,
        },
        Deed::Extend(_) => match limit.and_then(|limit| limit.extended.as_ref()) {
            Some(line) => Some(Step::Extended {
                until: line.until,
                why: line.why.clone(),
                by: builder.person(&line.approved_by)?,
                on: line.on,
            }),
            None => None,
        },
        Deed::Rectify(_) => match limit.and_then(|limit| limit.rectified.as_ref()) {
            Some(line) => Some(Step::Rectified {
                at: line.on,
                how: line.how.clone(),
                by: builder.person(&line.by)?,
            }),
            None => None,
        },
        Deed::Recheck(_) => match limit.and_then(|limit| limit.recheck.as_ref()) {
            Some(line) => Some(Step::Rechecked {
                by: builder.persons(&line.by)?,
                at: line.on,
                pass: true,
                words: line.words.clone(),
            }),
            None => None,
        },
        Deed::Close(_) => {
            let limited = limit.and_then(|limit| limit.closed.as_ref());
            let on_spot = line.on_spot.as_ref();
            match (limited, on_spot) {
                (Some(line), _) => {
                    Some(Step::Closed { by: builder.person(&line.by)?, on: line.on })
                }
                (None, Some(line)) => {
                    Some(Step::Closed { by: builder.person(&line.closed_by)?, on: line.closed_on })
                }
                (None, None) => None,
            }
        }
        _ => None,
    })
}
