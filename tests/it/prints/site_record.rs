//! 一场所一档: a site over the season.

use shousui::action::{Action, HazardAction, SheetAction};
use shousui::model::checklist::{Depth, Judge};
use shousui::model::hazard::{HazardField, State};
use shousui::model::id::SiteId;
use shousui::model::place::{SiteField, SiteKind};
use shousui::model::sheet::Mark;
use shousui::print::{CATALOGUE, PrintError, Request, Scope, Stamp, print};

use super::manned::{absurd, stays_on_the_page};
use super::{
    add_site, count, finish, hand_over, has, issue_route, issue_site, mark, printed, stamp, text_of,
};
use crate::fixture::{act, day, empty, morning, set, small_mine};
use crate::sample;

#[test]
fn it_holds_every_check_every_hazard_and_every_paper_of_the_site() {
    let (mut session, names) = small_mine(1);
    let site = names.sites[0];
    let sheet = issue_route(&mut session, &names, names.route);
    let words = "2层东侧安全出口上链锁".to_owned();
    mark(&mut session, sheet, 11, Mark::Fault { words: words.clone(), hazard: None });
    let fault = HazardAction::ReportFault { sheet, row: 11, words: words.clone() };
    act(&mut session, Action::Hazard(fault));
    act(
        &mut session,
        Action::Sheet(SheetAction::Tick { sheet, judge: Judge::Member, ticked: true }),
    );
    finish(&mut session, sheet, morning());
    let full = issue_site(&mut session, &names, site, Depth::Full);
    act(
        &mut session,
        Action::Sheet(SheetAction::Tick { sheet: full, judge: Judge::Member, ticked: true }),
    );
    finish(&mut session, full, morning());
    let hazard = *session.document().hazards.iter().next().unwrap().0;
    let notice = "望安监〔2027〕第6号".to_owned();
    act(&mut session, set((hazard, HazardField::SafetyNumber(notice))));
    hand_over(&mut session, &names, vec![hazard]);
    // Made out and not walked yet: nobody has been there.
    issue_site(&mut session, &names, site, Depth::Special);

    let (print, told) = printed(&session, &Request::site(site));
    stays_on_the_page(&print);
    has(
        &told,
        &[
            "场所档案",
            "3号公寓",
            "公寓",
            "东线",
            "到场2次（巡1次、检1次）；登记隐患1条，其中当场整改0条，已销号0条，未销号1条。",
            "XC-2027-0001",
            "XC-2027-0002",
            "× 1",
            &words,
            "YJ-2027-0001",
            "望安监〔2027〕第6号",
        ],
    );
    assert!(!told.contains("XC-2027-0003"), "{told}");
    assert_eq!(count(&told, "YH-2027-0001"), 4, "sheet, hazard, slip, notice");

    let idle = add_site(&mut session, "油脂库", SiteKind::OilStore);
    let (_, told) = printed(&session, &Request::site(idle));
    has(
        &told,
        &["没有到过本场所的巡查单、检查单", "没有登记隐患", "没有移交单、通知书", "不在固定路线上"],
    );
}

#[test]
fn every_site_has_one_and_together_they_hold_the_whole_season() {
    let (doc, last) = (sample::doc(), sample::last_day());
    let paper = CATALOGUE.into_iter().find(|paper| paper.key == "site").unwrap();
    let offers = paper.offers(doc, &Scope::all(last));
    assert_eq!(offers.len(), doc.sites.len());
    let stamp =
        Stamp { code: String::new(), now: last.and_hms_opt(18, 0, 0).unwrap(), both_sides: false };
    let mut hazards = 0;
    for (id, site) in doc.sites.iter() {
        let print = print(doc, &Request::site(*id), &stamp).unwrap();
        stays_on_the_page(&print);
        let told = text_of(&print);
        let of_site = doc.hazards.iter().map(|(_, one)| one).filter(|one| one.site == Some(*id));
        for hazard in of_site.filter(|one| one.state() != State::Void) {
            let number = hazard.number.as_ref().unwrap().to_string();
            assert!(told.contains(&number), "{number} of {}", site.name);
            hazards += 1;
        }
    }
    assert_eq!(hazards, 96);
    let only = Scope { site: doc.sites.iter().next().map(|(id, _)| *id), ..Scope::all(last) };
    assert_eq!(paper.offers(doc, &only).len(), 1);
}

#[test]
fn long_words_and_a_site_that_is_gone() {
    let (mut session, names) = small_mine(1);
    let site = names.sites[0];
    act(&mut session, set((site, SiteField::Note(absurd()))));
    act(&mut session, set((site, SiteField::Name(absurd()))));
    let hazard = super::report(&mut session, &names, &absurd());
    for field in [HazardField::Place(absurd()), HazardField::SafetyNumber("Z".repeat(90))] {
        act(&mut session, set((hazard, field)));
    }
    act(&mut session, set((hazard, HazardField::FoundOnDay(Some(day())))));
    let (print, _) = printed(&session, &Request::site(site));
    stays_on_the_page(&print);
    let gone: Result<_, PrintError> =
        super::print(empty(2).document(), &Request::site(SiteId(site.0)), &stamp()).map(|_| ());
    assert_eq!(gone, Err(PrintError::Gone("场所")));
}
