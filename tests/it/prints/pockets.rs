//! 《应急口袋卡》: measured on the page, whole steps or none, large telephone numbers.

use shousui::action::{Action, PlanAction};
use shousui::model::id::PersonId;
use shousui::model::people::{Group, Membership, PersonField, PostField, Role, Standing};
use shousui::model::place::SiteField;
use shousui::model::plan::{CardCode, CardField, PhoneField};
use shousui::print::{CATALOGUE, Printed, Request, Scope, print, print_masked};
use shousui::session::Session;
use typst::layout::{Frame, FrameItem, Point};
use typst::visualize::Geometry;

use super::manned::{absurd, hold, line, manned, stays_on_the_page};
use super::{count, has, printed, stamp, text_of};
use crate::fixture::{act, day, set};
use crate::sample;

/// Dashed and dotted lines of a page: from where, how far, in millimetres.
pub(super) fn cuts(frame: &Frame, at: Point, found: &mut Vec<(f64, f64, f64, f64)>) {
    for (offset, item) in frame.items() {
        let from = at + *offset;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                cuts(&group.frame, from + moved, found);
            }
            FrameItem::Shape(shape, _) => {
                if let Geometry::Line(to) = shape.geometry
                    && shape.stroke.as_ref().is_some_and(|stroke| stroke.dash.is_some())
                {
                    found.push((from.x.to_mm(), from.y.to_mm(), to.x.to_mm(), to.y.to_mm()));
                }
            }
            _ => {}
        }
    }
}

/// The sizes of the runs of words that hold those.
pub(super) fn sizes(printed: &Printed, sought: &str) -> Vec<f64> {
    fn look(frame: &Frame, sought: &str, found: &mut Vec<f64>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => look(&group.frame, sought, found),
                FrameItem::Text(text) if text.text.as_str().replace('\u{200b}', "") == sought => {
                    found.push(text.size.to_pt());
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for page in printed.pages() {
        look(&page.frame, sought, &mut found);
    }
    found
}

fn crew() -> (Session, Vec<PersonId>) {
    let (mut session, names) = manned(1);
    let people = names.people;
    let lead = Membership {
        standing: Standing::Member,
        squad: "机关支部分队".to_owned(),
        group: Group::FireFirst,
        role: Role::Head,
    };
    act(&mut session, set((people[1], PersonField::Membership(Some(lead.clone())))));
    let member = Membership { role: Role::Member, ..lead };
    act(&mut session, set((people[2], PersonField::Membership(Some(member)))));
    hold(&mut session, "初起火灾处置", people[2], people[3]);
    let leader = line(&session, "值班矿领导");
    act(&mut session, set((leader, PhoneField::Number("8009".to_owned()))));
    (session, people)
}

#[test]
fn a_card_says_my_post_my_partner_my_first_steps_and_whom_to_call() {
    let (session, people) = crew();
    let (print, words) = printed(&session, &Request::pockets(&people[2..3]));
    has(
        &words,
        &[
            "柴有田",
            "初起火灾处置组 队员　应急口袋卡",
            "初起火灾处置 A角　B角 亢宝庆 8303",
            "到位地点：着火楼上风侧",
            "我先做",
            "火不高过一人、只在一间屋内、背后有退路时，两人一组站上风、背对出口",
            "119",
            "120",
            "调度室",
            "8000",
            "值班矿领导",
            "8009",
            "组长 温禾生",
            "8301",
            "参考稿·未经本矿审核",
        ],
    );
    // A step stands as on its card, with what keeps people out of danger.
    let doc = session.document();
    let card = doc.cards.get(&CardCode("E01".to_owned())).unwrap();
    let post = doc.posts.iter().find(|(_, post)| post.name == "初起火灾处置").unwrap().0;
    let step = card.steps.values().find(|step| step.post == Some(*post)).unwrap();
    has(&words, &[step.what.trim()]);
    for number in ["119", "120", "8000", "8009", "8301"] {
        let large = sizes(&print, number);
        assert!(!large.is_empty() && large.iter().all(|size| 14.0 <= *size), "{number}: {large:?}");
    }
    stays_on_the_page(&print);
    // Who holds no post and is of no group with steps does what whoever finds a fire does.
    let (_, words) = printed(&session, &Request::pockets(&people[0..1]));
    has(&words, &["队长"]);
    assert!(
        words.contains("我先做") || words.contains("本组先做") || words.contains("发现险情先做")
    );
}

/// Where people gather is that of the cards whose steps stand there, of each where they differ; else that of the house
/// somebody looks after; else a blank for the pen.
#[test]
fn a_card_says_where_people_gather() {
    let (mut session, people) = crew();
    let told = |session: &Session| printed(session, &Request::pockets(&people[2..3])).1;
    has(&told(&session), &["集合点：________"]);
    let site = *session.document().sites.iter().next().unwrap().0;
    act(&mut session, set((site, SiteField::Warden(Some(people[2])))));
    act(&mut session, set((site, SiteField::Muster("职工食堂前广场".to_owned()))));
    has(&told(&session), &["集合点：职工食堂前广场"]);
    let gather = |code: &str, place: &str| {
        set((CardCode(code.to_owned()), CardField::Muster(place.to_owned())))
    };
    act(&mut session, gather("E01", "办公楼前广场"));
    has(&told(&session), &["集合点：E01：办公楼前广场"]);
    assert!(!told(&session).contains("职工食堂前广场"));
    act(&mut session, gather("E02", "院门外路口"));
    has(&told(&session), &["集合点：E01：办公楼前广场　E02：院门外路口"]);
    act(&mut session, gather("E02", "办公楼前广场"));
    has(&told(&session), &["集合点：办公楼前广场"]);
    let (print, _) = printed(&session, &Request::pockets(&people));
    assert_eq!(print.page_count(), 1);
    stays_on_the_page(&print);
}

#[test]
fn a_card_says_of_which_version_of_the_plan_it_is() {
    let (mut session, people) = crew();
    let told = |session: &Session| printed(session, &Request::pockets(&people[2..3])).1;
    has(&told(&session), &["方案未批准"]);
    let (by, on) = (vec![people[0]], day());
    act(&mut session, Action::Plan(PlanAction::Approve { by, on, note: String::new() }));
    has(&told(&session), &["方案V1"]);
    assert!(!told(&session).contains("之后有修改"));
    let muster = CardField::Muster("卫生所门前".to_owned());
    act(&mut session, set((CardCode("E12".to_owned()), muster)));
    has(&told(&session), &["方案V1之后有修改"]);
}

#[test]
fn eight_cards_stand_on_a_page_and_are_cut_to_105_by_74_millimetres() {
    let (session, people) = crew();
    let many: Vec<PersonId> = people.iter().cycle().take(9).copied().collect();
    let (print, words) = printed(&session, &Request::pockets(&many));
    assert_eq!(print.page_count(), 2);
    assert_eq!(count(&words, "应急口袋卡"), 9);
    let mut found = Vec::new();
    cuts(&print.pages()[0].frame, Point::zero(), &mut found);
    let near = |one: f64, other: f64| (one - other).abs() < 0.05;
    let down: Vec<_> = found.iter().filter(|cut| near(cut.2, 0.0)).collect();
    let across: Vec<f64> = found.iter().filter(|cut| near(cut.3, 0.0)).map(|cut| cut.1).collect();
    assert_eq!(down.len(), 1, "{found:?}");
    assert!(near(down[0].0, 105.0) && near(down[0].3, 297.0), "{found:?}");
    assert_eq!(across.len(), 3, "{found:?}");
    for (cut, place) in across.iter().zip(1..) {
        assert!(near(*cut, 74.25 * f64::from(place)), "{across:?}");
    }
    let size = print.pages()[0].frame.size();
    assert!(near(size.x.to_mm(), 210.0) && near(size.y.to_mm(), 297.0));
}

#[test]
fn a_step_too_long_for_the_card_is_left_to_the_response_card() {
    let (mut session, people) = crew();
    let code = CardCode("E01".to_owned());
    let doc = session.document();
    let post = *doc.posts.iter().find(|(_, post)| post.name == "初起火灾处置").unwrap().0;
    let steps = doc.cards.get(&code).unwrap().steps.clone();
    let (at, mut step) = steps.into_iter().find(|(_, step)| step.post == Some(post)).unwrap();
    step.what = absurd().repeat(4);
    act(&mut session, set((code.clone(), CardField::Step(at, Some(step)))));
    act(&mut session, set((code, CardField::Muster(absurd()))));
    act(&mut session, set((people[2], PersonField::Name(absurd()))));
    act(&mut session, set((people[1], PersonField::Phone("8".repeat(60)))));
    act(&mut session, set((post, PostField::Place(absurd()))));
    let (print, words) = printed(&session, &Request::pockets(&people));
    has(&words, &["这一步文字长，看处置卡", "集合点：E01：文字长，看处置卡", "见电话表"]);
    assert_eq!(print.page_count(), 1);
    stays_on_the_page(&print);
}

#[test]
fn everybody_of_the_sample_has_a_card_and_a_masked_one_hides_mobiles() {
    let paper = CATALOGUE.into_iter().find(|paper| paper.word == "pocket").unwrap();
    let offers = paper.offers(sample::doc(), &Scope::all(day()));
    let request = offers.first().unwrap().request.clone();
    let all = print(sample::doc(), &request, &stamp()).unwrap();
    assert!(60 <= request.of.records().len(), "{}", request.of.records().len());
    assert_eq!(all.page_count(), request.of.records().len().div_ceil(8));
    stays_on_the_page(&all);
    let words = text_of(&all);
    assert!(!words.contains("文字长"), "every shipped step stands whole");
    let posted = sample::doc().cards.iter().find(|(code, _)| code.0 == "E01").unwrap().1;
    has(&words, &["集合点：", posted.muster.trim(), "方案V2"]);
    let masked =
        print_masked(sample::doc(), &request, &stamp(), &shousui::print::Faces::default()).unwrap();
    let mobile = |words: &str| words.contains("1990000");
    assert!(!mobile(&text_of(&masked)));
}
