//! Who stays over the festival: taken out of a table, judged, found, and of the season only.

use std::sync::Arc;

use shousui::action::paste::{Fate, Order, What, look};
use shousui::action::{Action, NewRecord, Refusal};
use shousui::model::RecordId;
use shousui::model::mine::{Only, SeasonField};
use shousui::model::place::SiteField;
use shousui::model::resident::{Resident, ResidentField, ResidentKind};
use shousui::rules::residents::{House, houses, lodging};
use shousui::rules::search::Index;
use shousui::rules::{doubt, review};
use shousui::session::Session;

use crate::fixture::{act, day, empty, morning, pasted, set, small_mine};

const TABLE: &str = "2027年春节留矿人员\n序号\t楼栋\t房间号\t姓名\t身份证号\t人员类别\t所在单位\t联系电话\t入住\t离矿\t行动不便\t备注
1\t3号公寓\t412室\t霍长顺\t140101199001011237\t职工\t综采队\t19900009001\t2月1日\t2月20日\t\t
2\t3号公寓\t9\t芮桂香\t140101199001011229\t探亲家属\t综采队\t8326、19900009002\t2月3日\t2月12日\t腿骨折\t探望芮守田
3\t6号公寓\t101\t闵石磊\t140101199001011210\t外委\t外委一队\t19900009003\t2月1日\t2月20日\t否\t高血压
4\t3号公寓\t412\t荀满囤\t140101199001011202\t实习\t综采队\t199000090\t2月1日\t2月20日\t\t";

fn season() -> (Session, crate::fixture::Names) {
    let (mut session, names) = small_mine(1);
    let [first, last] = ["2027-01-30", "2027-02-20"].map(|text| text.parse().unwrap());
    act(&mut session, set((Only, SeasonField::First(Some(first)))));
    act(&mut session, set((Only, SeasonField::Last(Some(last)))));
    (session, names)
}

fn resident(session: &Session, name: &str) -> Resident {
    let mut all = session.document().residents.iter();
    all.find(|(_, one)| one.name == name).unwrap().1.clone()
}

fn add(session: &mut Session, one: Resident) {
    act(session, Action::Add(NewRecord::Resident(one)));
}

/// What the rules of residents say, with their codes.
fn told(session: &Session) -> Vec<(&'static str, String)> {
    let findings = review(session.document(), day());
    let of_them = findings.iter().filter(|one| one.rule.code.starts_with('L'));
    of_them.map(|one| (one.rule.code, one.breach.sentence())).collect()
}

/// Buildings and rooms that are merged over their rows, as they come out of the clipboard.
#[test]
fn a_place_that_is_left_empty_is_the_one_above() {
    let (mut session, names) = season();
    let table = "楼栋\t房间\t姓名\n3号公寓\t412\t霍长顺\n\t\t芮桂香\n\t413\t闵石磊\n6号公寓\t\t荀满囤\n\t201\t步麦生";
    act(&mut session, pasted(What::Residents, table));
    let home = |name: &str| {
        let one = resident(&session, name);
        (one.building, one.elsewhere, one.room)
    };
    let at = |room: &str| (Some(names.sites[0]), String::new(), room.to_owned());
    assert_eq!(home("芮桂香"), at("412"));
    assert_eq!(home("闵石磊"), at("413"));
    // The room is none of another building.
    assert_eq!(home("荀满囤"), (None, "6号公寓".to_owned(), String::new()));
    assert_eq!(home("步麦生"), (None, "6号公寓".to_owned(), "201".to_owned()));
    // Somebody may say that it is not so.
    let mut order = Order { text: table.to_owned(), ..Order::new(What::Residents) };
    let seen = look(session.document(), &order, day());
    assert!(seen.merged && seen.looks_merged);
    order.hints.merged = Some(false);
    assert!(!look(session.document(), &order, day()).merged);
    // Where each row names its building, a room that is not known stays so.
    let table = "楼栋\t房间\t姓名\n3号公寓\t412\t霍长顺\n3号公寓\t\t石得水";
    act(&mut session, pasted(What::Residents, table));
    assert_eq!(resident(&session, "石得水").room, "");
}

/// 无, a stroke and the like were taken for a reason to be helped.
#[test]
fn a_cell_that_says_no_makes_nobody_need_help() {
    for (words, helped) in [
        ("无", false),
        ("——", false),
        ("/", false),
        ("－", false),
        ("０", false),
        ("暂无", false),
        ("（否）", false),
        ("不需要。", false),
        ("正常", false),
        ("能自理", false),
        ("是", true),
        ("√", true),
        ("1", true),
        ("不能自理", true),
        ("不便", true),
        ("无法下楼", true),
    ] {
        let (mut session, _) = season();
        let table = format!("楼栋\t姓名\t特殊情况\n3号公寓\t霍长顺\t{words}");
        act(&mut session, pasted(What::Residents, &table));
        assert_eq!(resident(&session, "霍长顺").helped, helped, "{words}");
    }
}

#[test]
fn a_table_is_taken_in_without_identity_numbers_and_illnesses() {
    let (mut session, names) = season();
    let order = Order { text: TABLE.to_owned(), ..Order::new(What::Residents) };
    let seen = look(session.document(), &order, day());
    assert_eq!(seen.count(Fate::New), 4, "{seen:?}");
    assert_eq!(seen.remarks, ["“身份证号”一列是身份证号，没有录入"]);
    let left_out = seen.left_out().join("\n");
    for words in [
        "“腿骨折”没有录入，只记需协助",
        "“高血压”像是病情，没有录入",
        "“实习”看不出是职工、外委还是家属",
        "号码“199000090”位数不对",
    ] {
        assert!(left_out.contains(words), "{words}: {left_out}");
    }
    let told = seen.rows.iter().flat_map(|row| &row.told).cloned().collect::<Vec<_>>().join("；");
    assert!(told.contains("场所册上没有“6号公寓”，先按其他住处记下"), "{told}");

    act(&mut session, pasted(What::Residents, TABLE));
    let doc = session.document();
    let text = format!("{:?}", doc.residents);
    assert!(!text.contains("14010119900101") && !text.contains("骨折") && !text.contains("血压"));
    let one = resident(&session, "霍长顺");
    assert_eq!((one.building, one.room.as_str()), (Some(names.sites[0]), "412"));
    assert_eq!((one.kind, one.helped), (Some(ResidentKind::Staff), false));
    assert_eq!((one.from, one.to), ("2027-02-01".parse().ok(), "2027-02-20".parse().ok()));
    assert_eq!(doc.unit_name(one.unit), "综采队");
    let family = resident(&session, "芮桂香");
    assert!(family.helped && family.kind == Some(ResidentKind::Family));
    assert_eq!((family.phone.as_str(), family.note.as_str()), ("8326、19900009002", "探望芮守田"));
    let other = resident(&session, "闵石磊");
    assert_eq!((other.building, other.elsewhere.as_str()), (None, "6号公寓"));
    assert!(!other.helped && other.note.is_empty());
    // Rooms in their order, the building on the books first.
    let houses = houses(doc);
    let names: Vec<(&str, Vec<&str>)> = houses
        .iter()
        .map(|house: &House<'_>| {
            (house.name, house.people.iter().map(|(_, one)| one.name.as_str()).collect())
        })
        .collect();
    assert_eq!(
        names,
        [("3号公寓", vec!["芮桂香", "霍长顺", "荀满囤"]), ("6号公寓", vec!["闵石磊"])]
    );
}

#[test]
fn the_same_table_again_changes_nothing_and_a_corrected_one_corrects() {
    let (mut session, _) = season();
    act(&mut session, pasted(What::Residents, TABLE));
    let again =
        Action::Paste(Box::new(Order { text: TABLE.to_owned(), ..Order::new(What::Residents) }));
    assert_eq!(session.perform(&again, morning()).err(), Some(Refusal::NothingIn("留矿人员")));
    let later = "楼栋\t房间\t姓名\t离矿日期\n3号公寓\t412\t霍长顺\t2月10日";
    act(&mut session, pasted(What::Residents, later));
    assert_eq!(session.document().residents.len(), 4);
    assert_eq!(resident(&session, "霍长顺").to, "2027-02-10".parse().ok());
    // A namesake in another room is somebody else; without a room nobody can say who is meant.
    act(&mut session, pasted(What::Residents, "楼栋\t房间\t姓名\n3号公寓\t105\t霍长顺"));
    assert_eq!(session.document().residents.len(), 5);
    let order =
        Order { text: "姓名\t电话\n霍长顺\t8001".to_owned(), ..Order::new(What::Residents) };
    let seen = look(session.document(), &order, day());
    assert!(seen.left_out().join("").contains("册上有2个“霍长顺”，请写明楼栋和房间"), "{seen:?}");
}

#[test]
fn building_and_room_in_one_cell_and_both_days_in_one_are_read() {
    let (mut session, names) = season();
    let text = "住宿地点\t姓名\t留矿时间\n3号公寓412室\t霍长顺\t2月1日—2月10日\n职工食堂\t闵石磊\t2月1日至3日";
    act(&mut session, pasted(What::Residents, text));
    let one = resident(&session, "霍长顺");
    assert_eq!((one.building, one.room.as_str()), (Some(names.sites[0]), "412"));
    assert_eq!((one.from, one.to), ("2027-02-01".parse().ok(), "2027-02-10".parse().ok()));
    assert_eq!(lodging(session.document(), &one), "3号公寓 412室");
    let other = resident(&session, "闵石磊");
    assert_eq!((other.building, other.to), (Some(names.sites[1]), "2027-02-03".parse().ok()));
}

#[test]
fn a_table_of_residents_and_a_roster_are_told_apart() {
    let (session, _) = season();
    let guess = |text: &str| shousui::action::paste::guess(session.document(), text, day());
    assert_eq!(guess(TABLE), Some(What::Residents));
    let roster = "姓名\t性别\t单位\t职务\t手机\n何矿山\t男\t机电队\t电工\t13900000001";
    assert_eq!(guess(roster), Some(What::Members));
}

#[test]
fn what_a_register_lacks_is_found() {
    let (mut session, names) = season();
    let building = Some(names.sites[0]);
    let on = |text: &str| text.parse().ok();
    let person = |name: &str| Resident { name: name.to_owned(), ..Resident::default() };
    add(&mut session, person("霍长顺"));
    add(
        &mut session,
        Resident {
            elsewhere: "6号公寓".to_owned(), room: "1".to_owned(), ..person("闵石磊")
        },
    );
    let of_room = Resident { building, room: "412".to_owned(), ..person("荀满囤") };
    add(&mut session, Resident { from: on("2027-02-10"), to: on("2027-02-01"), ..of_room.clone() });
    add(
        &mut session,
        Resident { from: on("2027-03-01"), note: "有心脏病史".to_owned(), ..of_room },
    );
    let found = told(&session);
    for (code, words) in [
        ("L1", "霍长顺：还没写楼栋、房间"),
        ("L2", "闵石磊：住处“6号公寓”不在场所册上，请新增场所后选定楼栋"),
        ("L3", "荀满囤：3号公寓 412室登记了两次，请核实是否同一人"),
        ("L4", "荀满囤：离矿日期2月1日早于入住日期2月10日"),
        ("L5", "荀满囤：入住日期3月1日在本季之后，请核实"),
        ("L7", "3号公寓：住2人，还没写楼长（宿管）、集合点"),
    ] {
        assert!(found.contains(&(code, words.to_owned())), "{code} {words}: {found:?}");
    }
    assert!(
        found.iter().any(|(code, words)| *code == "L6" && !words.contains("心脏")),
        "{found:?}"
    );
    assert_eq!(found.len(), 7);
    act(&mut session, set((names.sites[0], SiteField::Warden(Some(names.people[0])))));
    act(&mut session, set((names.sites[0], SiteField::Muster("食堂前广场".to_owned()))));
    assert!(!told(&session).iter().any(|(code, _)| *code == "L7"));
}

#[test]
fn telephones_of_residents_may_be_of_either_kind() {
    let (mut session, _) = season();
    add(&mut session, Resident { name: "霍长顺".to_owned(), ..Resident::default() });
    let (id, _) = session.document().residents.iter().next().unwrap();
    let id = *id;
    for (phone, why) in [
        ("8326", None),
        ("19900009001", None),
        ("8326、19900009001", None),
        ("0351-8326611", None),
        ("1990000900", Some("手机号码是11位，这里是10位")),
        ("83", Some("电话号码至少3位，这里是2位")),
        ("同上", Some("没有数字，不是电话号码")),
    ] {
        let put = shousui::model::Put::from((id, ResidentField::Phone(phone.to_owned())));
        let cell = put.cell();
        act(&mut session, Action::Set(put));
        assert_eq!(doubt(session.document(), &cell).as_deref(), why, "{phone}");
    }
}

#[test]
fn residents_are_found_and_hold_their_building() {
    let (mut session, names) = season();
    act(&mut session, pasted(What::Residents, TABLE));
    let index = Index::of(session.document());
    for query in ["霍长顺", "hcs", "19900009001", "3号公寓 412"] {
        let hits = index.search(query, 9);
        assert!(hits.iter().any(|hit| hit.kind == "留矿人员" && hit.name == "霍长顺"), "{query}");
    }
    let remove = Action::Remove(RecordId::Site(names.sites[0]));
    let refused = session.perform(&remove, morning()).err().unwrap().to_string();
    assert!(refused.contains("场所“3号公寓”还在用，不能删除：留矿人员"), "{refused}");
}

/// Residents are of the season; who heads a building, and where its people gather, stays.
#[test]
fn the_next_season_begins_without_residents() {
    let (mut session, names) = season();
    act(&mut session, pasted(What::Residents, TABLE));
    act(&mut session, set((names.sites[0], SiteField::Warden(Some(names.people[0])))));
    act(&mut session, set((names.sites[0], SiteField::Muster("食堂前广场".to_owned()))));
    let mut next = empty(2);
    act(&mut next, Action::TakeOver(Arc::new(session.document().clone())));
    assert!(next.document().residents.is_empty());
    let site = next.document().sites.get(&names.sites[0]).unwrap();
    assert_eq!((site.warden, site.muster.as_str()), (Some(names.people[0]), "食堂前广场"));
}
