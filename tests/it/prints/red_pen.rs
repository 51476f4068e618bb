//! What an office director marked with a red pen when all papers of the sample were laid side by side.

use std::collections::BTreeSet;

use shousui::action::Action;
use shousui::command::choose::{Wanted, requests};
use shousui::model::id::SheetId;
use shousui::model::place::SiteKind;
use shousui::model::plan::{CardCode, CardField};
use shousui::model::sheet::{PostSigner, Sheet, SheetField};
use shousui::print::{FileKind, Printed, Request, office, print};
use shousui::sample::{self, Plan};
use shousui::session::Session;

use super::{has, stamp, text_of, words_on};
use crate::fixture::{act, morning, replica, set};
use crate::sample::{doc, kept, last_day};

fn of(word: &str) -> Printed {
    let wanted = Wanted { what: vec![word.to_owned()], ..Wanted::default() };
    let request = requests(doc(), &wanted, last_day()).unwrap().remove(0);
    print(doc(), &request, &stamp()).unwrap()
}

fn pages(printed: &Printed) -> Vec<String> {
    let frames = printed.pages().iter().map(|page| &page.frame);
    let words = frames.map(|frame| {
        let mut words = String::new();
        words_on(frame, &mut words);
        words
    });
    words.collect()
}

/// A card in the plan is read as one: the end of it on a page of its own is not read at all.
#[test]
fn each_card_in_the_plan_has_one_page() {
    let pages = pages(&of("plan"));
    for (code, card) in doc().cards.iter() {
        let head = format!("{code}　{}", card.title);
        let whole = pages.iter().filter(|page| page.contains(&head) && page.contains("风险提示"));
        let whole: Vec<&String> = whole.collect();
        assert_eq!(whole.len(), 1, "{code}");
        assert!(whole[0].contains("依据") && whole[0].contains("集合点"), "{code}");
    }
}

fn card(code: &str) -> CardCode {
    CardCode(code.to_owned())
}

#[test]
fn what_was_reviewed_at_once_is_said_once() {
    let words = text_of(&of("plan"));
    // One card was changed since, and reviewed again.
    let said = "除下表另有写明的以外，各卡均已审核：安监部、机电部、保卫部、卫生所、救护队，2027年1月27日。";
    has(&words, &[said]);
    let list = words.split("各卡均已审核").nth(1).unwrap().split("风险提示").next().unwrap();
    assert_eq!(list.matches("1月27日").count(), 1, "{list}");
    let mut session = Session::open(kept().clone(), replica(2));
    let review = |code: &str| session.document().cards.get(&card(code)).unwrap().reviewed.clone();
    let same = set((card("E06"), CardField::Reviewed(review("E01"))));
    act(&mut session, same);
    let all = text_of(&print(session.document(), &Request::plan(None), &stamp()).unwrap());
    has(&all, &["各卡均已审核：安监部、机电部、保卫部、卫生所、救护队，2027年1月27日。"]);
    assert!(!all.contains("除下表另有写明的以外"), "{all}");
}

/// True of the copy for the wall too.
#[test]
fn the_list_of_posts_says_which_copy_may_not_hang() {
    let words = text_of(&of("plan"));
    has(&words, &["印有完整手机号的不张贴、不外传"]);
    assert!(!words.contains("本表含个人电话"));
}

#[test]
fn the_ledger_is_signed_with_a_day() {
    let pages = pages(&of("ledger"));
    let last: String = pages.last().unwrap().chars().filter(|sign| *sign != '　').collect();
    has(&last, &["编制年月日审核年月日"]);
}

#[test]
fn in_a_chat_a_bracket_stays_with_its_word() {
    let request = Request::brief("2027-02-05".parse().unwrap());
    let words = office(doc(), &request, &stamp(), (FileKind::Text, true)).unwrap();
    let words = String::from_utf8(words).unwrap();
    has(&words, &["累计（1月30日起），巡查66次"]);
}

/// No spot is said twice where site and spot stand in columns of their own.
#[test]
fn the_record_of_a_site_says_no_spot_twice() {
    let words = text_of(&of("site"));
    for twice in ["呼吸器箱1层门厅", "后墙外雪地后墙外"] {
        assert!(!words.contains(twice), "{twice}");
    }
}

/// Where people sleep everybody knows where to gather.
#[test]
fn every_dormitory_has_a_place_to_gather() {
    let card = doc().cards.get(&CardCode("E01".to_owned())).unwrap();
    let muster = card.muster.replace("1至3号公寓", "1号公寓、2号公寓、3号公寓");
    let muster = muster.replace("4号、5号公寓", "4号公寓、5号公寓");
    let sites = doc().sites.iter().map(|(_, site)| site);
    let homes: Vec<&str> = sites
        .filter(|site| site.site_kind() == SiteKind::Dormitory)
        .map(|site| site.name.as_str())
        .collect();
    assert_eq!(homes.len(), 6, "{homes:?}");
    for home in homes {
        assert!(muster.contains(home), "{home}: {muster}");
    }
}

/// Nobody of the sample would have to be at two posts at once.
#[test]
fn nobody_holds_two_posts() {
    let mut holders = BTreeSet::new();
    for (_, post) in doc().posts.iter() {
        for holder in [post.primary, post.backup].into_iter().flatten() {
            assert!(holders.insert(holder), "{}: {}", post.name, doc().person_name(holder));
        }
    }
    assert_eq!(holders.len(), 44);
}

/// At each post somebody else signed, and nobody can be at two.
#[test]
fn each_post_of_a_round_has_its_own_signature() {
    let mut several = 0;
    for (_, sheet) in doc().sheets.iter().filter(|(_, sheet)| sheet.post_ticked) {
        let sites = sheet.post_sites();
        let signers: BTreeSet<_> = sites.iter().map(|site| sheet.post_signer(*site)).collect();
        assert!(!signers.contains(&None) && signers.len() == sites.len(), "{:?}", sheet.number);
        several += usize::from(1 < sites.len());
    }
    assert!(100 < several, "{several}");
}

#[test]
fn a_record_says_who_signed_where() {
    let (id, sheet) = doc()
        .sheets
        .iter()
        .find(|(_, sheet)| sheet.number.as_ref().is_some_and(|one| one.seq == 92))
        .unwrap();
    let words = text_of(&print(doc(), &Request::sheets(&[*id]), &stamp()).unwrap());
    let sites = sheet.post_sites();
    assert_eq!(sites.len(), 4);
    for site in sites {
        let person = doc().person_name(sheet.post_signer(site).unwrap());
        has(&words, &[&format!("{person}（{}）", doc().site_name(Some(site)))]);
    }
}

/// A row counts only once somebody signed where it is.
#[test]
fn a_post_nobody_signed_at_stays_unchecked() {
    let mut session = sample::build(Plan::default()).unwrap();
    let several = |sheet: &Sheet| sheet.post_ticked && 2 < sheet.post_signers.len();
    let doc = session.document();
    let (id, sheet) = doc.sheets.iter().find(|(_, sheet)| several(sheet)).unwrap();
    let (id, all) = (*id, sheet.post_signers.clone());
    let set = |signers: &[PostSigner]| {
        Action::Set((id, SheetField::PostSigners(signers.to_vec())).into())
    };
    let refused = session.perform(&set(&all[1..]), morning()).unwrap_err().to_string();
    assert!(refused.contains("各处签字人"), "{refused}");
    // Somebody else signed at the first.
    let changed = sheet_of(&session, id).signed_at(all[0].site, all[1].person);
    assert_eq!((changed.len(), &changed[1..]), (all.len(), &all[1..]));
    session.perform(&set(&changed), morning()).unwrap();
    assert_eq!(sheet_of(&session, id).post_signer(all[0].site), Some(all[1].person));
}

fn sheet_of(session: &Session, id: SheetId) -> Sheet {
    session.document().sheets.get(&id).unwrap().clone()
}
