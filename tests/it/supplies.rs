//! What the team has at hand: taken out of a table, held, found, and kept from season to season.

use std::sync::Arc;

use shousui::action::paste::{Fate, Order, What, look};
use shousui::action::{Action, NewRecord, PlanAction, Refusal};
use shousui::model::RecordId;
use shousui::model::mine::{Only, SeasonField};
use shousui::model::plan::CardCode;
use shousui::model::supply::{Supply, SupplyKind, SupplyState};
use shousui::rules::search::Index;
use shousui::rules::supplies::{amount_words, in_order, place_words};
use shousui::session::Session;

use crate::fixture::{Names, act, day, empty, morning, pasted, set, small_mine};

const TABLE: &str = "望禾煤矿应急物资台账\n序号\t物资名称\t编号\t规格型号\t数量\t单位\t存放地点\t保管人\t联系电话\t有效期至\t检查日期\t完好情况\t处置卡\t备注
1\t干粉灭火器\tGY-01\tMFZ/ABC4\t2\t具\t3号公寓一层值班室\t苗小满\t8300\t2028年5月\t2027.1.26\t完好\tE01、E99\t
2\t干粉灭火器\tGY-02\tMFZ/ABC4\t2\t具\t3号公寓二层\t苗小满\t8300\t2028-05-31\t1月26日\t压力不足待维修\t\t
3\t沙袋\t\t\t200只\t\t材料库东门内\t温禾生\t\t长期\t\t\t\t共两垛
4\t急救箱\t\t\t若干\t只\t职工食堂\t何矿山\t\t2027年9月30日\t\t还行\t\t
合计\t\t\t\t206";

fn mine() -> (Session, Names) {
    let (mut session, names) = small_mine(1);
    let [first, last] = ["2027-01-30", "2027-02-20"].map(|text| text.parse().unwrap());
    act(&mut session, set((Only, SeasonField::First(Some(first)))));
    act(&mut session, set((Only, SeasonField::Last(Some(last)))));
    let code = CardCode("E01".to_owned());
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![code])));
    (session, names)
}

fn thing(session: &Session, name: &str, code: &str) -> Supply {
    let mut all = session.document().supplies.iter();
    all.find(|(_, one)| one.name == name && one.code == code).unwrap().1.clone()
}

#[test]
fn an_amount_that_cannot_be_is_refused_for_its_own_reason() {
    let (session, _names) = mine();
    for (amount, why) in [
        ("-3", "数量“-3”小于0"),
        ("−3具", "数量“−3具”小于0"),
        ("十来具", "数量“十来具”不只是一个数和单位"),
        ("2.5", "数量“2.5”不是整数"),
        ("3-5", "数量“3-5”不是整数"),
        ("70000", "数量“70000”太大，最多65535"),
    ] {
        let text = format!("物资名称\t数量\n沙袋\t{amount}");
        let order = Order { text, ..Order::new(What::Supplies) };
        let left_out = look(session.document(), &order, day()).left_out().join("\n");
        assert!(left_out.contains(why), "{why}: {left_out}");
    }
}

#[test]
fn a_register_is_taken_in_and_what_is_not_understood_is_said() {
    let (mut session, names) = mine();
    let order = Order { text: TABLE.to_owned(), ..Order::new(What::Supplies) };
    let seen = look(session.document(), &order, day());
    assert_eq!(seen.count(Fate::New), 4, "{seen:?}");
    let left_out = seen.left_out().join("\n");
    for words in [
        "数量“若干”不是数字，没有录入",
        "状态“还行”看不出是完好、待补充、待维修还是停用",
        "册上没有何矿山",
        "预案里没有处置卡E99",
        "第7行：这一行是合计",
    ] {
        assert!(left_out.contains(words), "{words}: {left_out}");
    }
    act(&mut session, pasted(What::Supplies, TABLE));
    let doc = session.document();
    let on = |text: &str| text.parse().ok();
    let one = thing(&session, "干粉灭火器", "GY-01");
    assert_eq!((one.kind, one.model.as_str()), (Some(SupplyKind::Extinguisher), "MFZ/ABC4"));
    assert_eq!((one.site, one.place.as_str()), (Some(names.sites[0]), "一层值班室"));
    assert_eq!(
        (amount_words(&one), place_words(doc, &one)),
        ("2具".into(), "3号公寓 一层值班室".into())
    );
    assert_eq!(
        (one.keeper, one.until, one.checked),
        (Some(names.people[0]), on("2028-05-31"), on("2027-01-26"))
    );
    assert_eq!((one.state, one.cards), (Some(SupplyState::Fit), vec![CardCode("E01".to_owned())]));
    let other = thing(&session, "干粉灭火器", "GY-02");
    assert_eq!((other.state, other.until), (Some(SupplyState::Broken), on("2028-05-31")));
    let bags = thing(&session, "沙袋", "");
    assert_eq!((amount_words(&bags), bags.until, bags.site), ("200只".into(), None, None));
    assert_eq!((bags.place.as_str(), bags.kind), ("材料库东门内", Some(SupplyKind::Snow)));
    // In the order of a walk: sites as on the books, what lies elsewhere last.
    let names: Vec<&str> = in_order(doc).iter().map(|(_, one)| one.name.as_str()).collect();
    assert_eq!(names, ["干粉灭火器", "干粉灭火器", "急救箱", "沙袋"]);
}

#[test]
fn the_same_register_again_changes_nothing_and_a_newer_one_corrects() {
    let (mut session, _) = mine();
    act(&mut session, pasted(What::Supplies, TABLE));
    let again =
        Action::Paste(Box::new(Order { text: TABLE.to_owned(), ..Order::new(What::Supplies) }));
    assert_eq!(session.perform(&again, morning()).err(), Some(Refusal::NothingIn("应急物资")));
    let later = "名称\t编号\t上次检查\n干粉灭火器\tGY-02\t2月4日";
    act(&mut session, pasted(What::Supplies, later));
    assert_eq!(session.document().supplies.len(), 4);
    assert_eq!(thing(&session, "干粉灭火器", "GY-02").checked, "2027-02-04".parse().ok());
    // Of two of one name nobody can say which is meant without number or place.
    let order = Order {
        text: "名称\t数量\n干粉灭火器\t3".to_owned(),
        ..Order::new(What::Supplies)
    };
    let seen = look(session.document(), &order, day());
    let words = seen.left_out().join("");
    assert!(words.contains("台账上有2项“干粉灭火器”，请写明编号或存放地点"), "{words}");
    // A third of that name somewhere else is another one.
    act(&mut session, pasted(What::Supplies, "名称\t数量\t地点\n干粉灭火器\t3\t职工食堂"));
    assert_eq!(session.document().supplies.len(), 5);
}

#[test]
fn a_register_is_told_from_other_tables() {
    let (session, _) = mine();
    let guess = |text: &str| shousui::action::paste::guess(session.document(), text, day());
    assert_eq!(guess(TABLE), Some(What::Supplies));
    assert_eq!(guess("单位\t电话\t说明\n调度室\t8000\t24小时"), Some(What::Phones));
    let sites = "场所名称\t类别\t责任区\t管理单位\n职工澡堂\t更衣室澡堂\t公寓东区\t后勤部";
    assert_eq!(guess(sites), Some(What::Sites));
}

#[test]
fn things_are_found_told_apart_and_hold_their_site_and_keeper() {
    let (mut session, names) = mine();
    act(&mut session, pasted(What::Supplies, TABLE));
    let index = Index::of(session.document());
    for query in ["沙袋", "sd", "材料库东门", "GY-02"] {
        let hits = index.search(query, 9);
        assert!(hits.iter().any(|hit| hit.kind == "应急物资"), "{query}: {hits:?}");
    }
    let doc = session.document();
    let told: Vec<String> =
        doc.supplies.iter().map(|(id, _)| RecordId::Supply(*id).told(doc)).collect();
    assert!(told.contains(&"干粉灭火器（3号公寓二层GY-02）".to_owned()), "{told:?}");
    for record in [RecordId::Site(names.sites[0]), RecordId::Person(names.people[1])] {
        let refused = session.perform(&Action::Remove(record), morning()).err().unwrap();
        let refused = refused.to_string();
        assert!(refused.contains("还在用，不能删除：应急物资"), "{refused}");
    }
}

/// Things are the mine's: they are there next year as well, with the day they were last looked at.
#[test]
fn the_next_season_begins_with_what_there_is() {
    let (mut session, _) = mine();
    act(&mut session, pasted(What::Supplies, TABLE));
    let mut next = empty(2);
    act(&mut next, Action::TakeOver(Arc::new(session.document().clone())));
    assert_eq!(next.document().supplies.len(), 4);
    assert_eq!(thing(&next, "干粉灭火器", "GY-01"), thing(&session, "干粉灭火器", "GY-01"));
}

#[test]
fn a_thing_without_a_name_is_none() {
    let (mut session, _) = mine();
    let new = Action::Add(NewRecord::Supply(Supply::default()));
    assert!(matches!(session.perform(&new, morning()), Err(Refusal::Missing(_))));
    assert!(session.document().supplies.is_empty());
}
