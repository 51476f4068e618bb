//! A contingency plan in the chapters of GB/T 29639-2020.

use shousui::action::paste::What;
use shousui::action::{Action, PlanAction};
use shousui::model::RecordId;
use shousui::model::mine::Only;
use shousui::model::plan::{Chapter, PlanField, PlanKind, PlanSort};
use shousui::office::manuscript::{self, Block};
use shousui::print::{FileKind, Printed, Request, office, print, returned};
use shousui::rules::outline;
use shousui::session::{Session, Unwatched};

use super::manned::{manned, stays_on_the_page};
use super::{count, has, printed, stamp, text_of, words_on};
use crate::fixture::{act, day, made, morning, pasted, set};

fn plan_of(sort: Option<PlanSort>) -> Session {
    let (mut session, _) = manned(1);
    act(&mut session, set((Only, PlanField::Kind(Some(PlanKind::Plan)))));
    act(&mut session, set((Only, PlanField::Sort(sort))));
    session
}

/// Each heading stands behind the one before it.
fn in_order(words: &str, heads: &[&str]) {
    let mut from = 0;
    for head in heads {
        let at =
            words[from..].find(head).unwrap_or_else(|| panic!("{head} after {}", &words[..from]));
        from += at + head.len();
    }
}

/// The text without the contents before it.
fn body(words: &str) -> &str {
    words.rsplit_once("（送审稿）").map_or(words, |(_, body)| body)
}

const GENERAL: [&str; 13] = [
    "1　总则",
    "1.1　适用范围",
    "1.2　响应分级",
    "2　应急组织机构及职责",
    "3　应急响应",
    "3.1　信息报告",
    "3.2　预警",
    "3.3　响应启动",
    "3.4　应急处置",
    "3.5　应急支援",
    "3.6　响应终止",
    "4　后期处置",
    "5　应急保障",
];
const SPECIAL: [&str; 5] =
    ["1　适用范围", "2　应急组织机构及职责", "3　响应启动", "4　处置措施", "5　应急保障"];
const SITE: [&str; 4] = ["1　事故风险描述", "2　应急工作职责", "3　应急处置", "4　注意事项"];

#[test]
fn a_contingency_plan_has_the_three_parts_of_the_standard() {
    let session = plan_of(None);
    let (pages, words) = printed(&session, &Request::plan(None));
    stays_on_the_page(&pages);
    pictures(&pages);
    let body = body(&words);
    let part = |from: &str, to: &str| {
        let (_, part) = body.split_once(from).unwrap_or_else(|| panic!("{from}: {body}"));
        part.split_once(to).map_or(part, |(part, _)| part).to_owned()
    };
    let general = part("第一部分　综合应急预案", "第二部分专项应急预案");
    in_order(&general, &GENERAL);
    let specials = part("第二部分专项应急预案", "第三部分现场处置方案");
    has(
        &specials,
        &[
            "由综合应急预案（第一部分）、9个专项应急预案（第二部分）和20个现场处置方案（第三部分）组成",
        ],
    );
    for (number, event) in (1..).zip([
        "火灾事故专项应急预案",
        "触电和供电中断专项应急预案",
        "燃气泄漏、锅炉事故和中毒窒息、落水专项应急预案",
        "瓦斯抽采泵站事故专项应急预案",
        "低温雨雪冰冻和坍塌、坠落专项应急预案",
        "治安事件专项应急预案",
        "食品安全和人员伤病专项应急预案",
        "电梯困人和厂内车辆伤害专项应急预案",
        "辐射事故应急方案",
    ]) {
        let number: usize = number;
        let (_, one) = specials.split_once(&format!("专项{number}　{event}")).unwrap();
        in_order(one, &SPECIAL);
    }
    has(
        &specials,
        &[
            "地面建筑火灾、电气火灾",
            "处置原则：先撤人、报警，后控制",
            "综合应急预案第2章",
            "看见明火或浓烟",
        ],
    );
    for never in ["立即做的", "第一部分2", "数字是现场处置方案的步骤"] {
        assert!(!specials.contains(never), "{never}");
    }
    let sites = part("第三部分现场处置方案", "附件1");
    for card in session.document().cards.iter().map(|(code, _)| code) {
        let (_, one) = sites.split_once(&format!("{card}　")).unwrap();
        in_order(one, &SITE);
    }
    has(
        &sites,
        &[
            "E04　触电现场处置方案",
            "主责岗位电工值班",
            "发现人示警、报警，报调度室",
            "3.1　程序",
            "转综合应急预案",
            "同号、同文",
        ],
    );
    has(body, &["附件2现场处置方案目录", "附件5风险评估的结果", "附件7应急物资装备的名录或清单"]);
    has(
        body,
        &["附件6预案体系与衔接", "风险等级", "附件9关键的路线、标识和图纸", "二氧化碳", "本预案"],
    );
    has(body, &["（一）应急领导小组", "3.1.2　信息处置与研判", "3.2.1　预警启动", "5.4　其他保障"]);
    assert!(!body.contains("本方案"), "{body}");
}

/// Where nothing is written down the list is for the pen, and a scheme has none.
#[test]
fn what_is_at_hand_is_attached() {
    let (scheme, _) = manned(1);
    for mut session in [scheme, plan_of(None)] {
        let before = printed(&session, &Request::plan(None)).1;
        assert!(!before.contains("防火毯"));
        let text = "物资名称\t规格型号\t数量\t单位\t存放地点\t备注\n\
                    防火毯\t1.5米见方\t6\t块\t值班室东墙\t两人抬";
        act(&mut session, pasted(What::Supplies, text));
        let words = printed(&session, &Request::plan(None)).1;
        let phones = ["附件3应急电话表", "附件3有关应急部门、机构或者人员的联系方式"];
        let (_, list) = phones.iter().find_map(|head| body(&words).rsplit_once(head)).unwrap();
        in_order(list, &["清单", "防火毯", "1.5米见方", "6块", "值班室东墙", "两人抬"]);
    }
}

/// No sentence of a chapter or a card stands in it twice, and none is lost.
#[test]
fn what_is_said_once_is_printed_once() {
    for sort in [None, Some(PlanSort::General), Some(PlanSort::Special), Some(PlanSort::Site)] {
        let mut session = plan_of(sort);
        for (number, chapter) in (1..).zip(Chapter::ALL) {
            let words = format!("（一）甲\n只此一句第{number}句。");
            act(&mut session, set((Only, PlanField::Chapter(*chapter, Some(words)))));
        }
        let words = text_of(&print(session.document(), &Request::plan(None), &stamp()).unwrap());
        for (number, chapter) in (1..).zip(Chapter::ALL) {
            let number: usize = number;
            let is_there = match sort {
                Some(PlanSort::Site) => false,
                Some(PlanSort::Special) => {
                    ![Chapter::Warning, Chapter::Aid, Chapter::Aftermath].contains(chapter)
                }
                _ => true,
            };
            let times = count(&words, &format!("只此一句第{number}句。"));
            assert_eq!(times, usize::from(is_there), "{sort:?} {chapter:?}");
        }
        // A step of a card, its risk, and what is forbidden.
        for once in ["先分闸，分不开再断上级开关", "烟比火快、比火毒", "返回取物"]
        {
            assert_eq!(count(&words, once), 1, "{sort:?} {once}");
        }
    }
}

#[test]
fn one_of_the_three_has_its_own_outline() {
    let title = |sort: PlanSort| {
        let (_, words) = printed(&plan_of(Some(sort)), &Request::plan(None));
        words
    };
    let general = title(PlanSort::General);
    in_order(body(&general), &GENERAL);
    assert!(!general.contains("第二部分") && general.contains("附件2应急处置卡"));
    let special = title(PlanSort::Special);
    has(&special, &["地面场所突发事件专项应急预案"]);
    in_order(body(&special), &SPECIAL);
    assert!(!special.contains("3.5　应急支援"));
    let site = title(PlanSort::Site);
    in_order(body(&site), &SITE);
    assert!(!site.contains("总则"));
}

/// A mine has one 综合应急预案: it stands under no other and is of no season. What stands under another is one of
/// the other kinds, and the screen says so.
#[test]
fn a_general_plan_stands_under_no_other() {
    for sort in [None, Some(PlanSort::General), Some(PlanSort::Special), Some(PlanSort::Site)] {
        let mut session = plan_of(sort);
        let superior = "《望禾煤矿生产安全事故应急预案》".to_owned();
        act(&mut session, set((Only, PlanField::Superior(superior.clone()))));
        act(&mut session, set((Only, PlanField::ValidFrom(Some(day())))));
        let (_, words) = printed(&session, &Request::plan(None));
        let is_general = matches!(sort, None | Some(PlanSort::General));
        for of_season in [superior.as_str(), "有效期：", "春节期间地面场所"] {
            assert_eq!(words.contains(of_season), !is_general, "{sort:?} {of_season}");
        }
        assert!(!words.contains("党员突击队地面场所"), "{sort:?}");
        let doubt = |session: &Session| outline::rank_doubt(session.document()).is_some();
        assert_eq!(doubt(&session), is_general, "{sort:?}");
        act(&mut session, set((Only, PlanField::Superior(String::new()))));
        assert!(!doubt(&session));
        if is_general {
            has(&words, &["自公布之日起施行，每三年评估一次", "地面场所生产安全事故"]);
        }
    }
}

/// A version reads in the chapters it was approved with, whatever the plan becomes.
#[test]
fn an_approved_version_keeps_its_outline() {
    let mut session = plan_of(None);
    let by = vec![*session.document().persons.iter().next().unwrap().0];
    let note = String::new();
    let approve = Action::Plan(PlanAction::Approve { by, on: day(), note });
    let RecordId::Version(id) = made(&mut session, approve) else { panic!("a version") };
    let version = Request::plan(Some(id));
    let (_, then) = printed(&session, &version);
    has(&then, &["第一部分　综合应急预案", "3.5　应急支援"]);
    act(&mut session, set((Only, PlanField::Kind(Some(PlanKind::Scheme)))));
    let (_, later) = printed(&session, &version);
    assert_eq!(then, later);
    let now = shousui::rules::revision::as_it_stands(session.document());
    let version = session.document().versions.get(&id).unwrap();
    let told = shousui::rules::revision::differences(session.document(), version, &now);
    assert!(told[1].words.starts_with("文种由“应急预案"), "{told:?}");
}

/// What is edited in Word comes back to the chapter it is of, wherever the standard puts that.
#[test]
fn its_text_comes_back_from_word() {
    for sort in [None, Some(PlanSort::General), Some(PlanSort::Special)] {
        let session = plan_of(sort);
        let doc = session.document();
        let file = office(doc, &Request::plan(None), &stamp(), (FileKind::Word, false)).unwrap();
        let mut text = manuscript::read(&file, &Unwatched).unwrap();
        let back = returned(doc, &text, morning()).unwrap();
        assert!(back.pieces.is_empty() && back.left.is_empty(), "{sort:?} {back:#?}");
        assert_eq!(back.same, outline::chapters(outline::layout(doc)).len());
        let mut edits = 0;
        for block in &mut text.blocks {
            let Block::Paragraph(one) = block else { continue };
            for (was, now) in [
                ("情况紧急时，现场人员可以直接报告", "情况紧急时，现场人员可以直接上报"),
                ("节前对全体队员培训一次", "节前对全体队员培训两次"),
            ] {
                if one.words.contains(was) {
                    one.words = one.words.replace(was, now);
                    edits += 1;
                }
            }
        }
        assert_eq!(edits, 2, "{sort:?}");
        let back = returned(doc, &text, morning()).unwrap();
        let titles: Vec<&str> = back.pieces.iter().map(|piece| piece.title.as_str()).collect();
        let reporting = if sort == Some(PlanSort::Special) { "3.2" } else { "3.1" };
        assert_eq!(titles, [format!("{reporting}　信息报告").as_str(), "预案管理"], "{sort:?}");
        assert!(back.left.is_empty(), "{sort:?} {back:#?}");
    }
}

/// Pages to be looked at, where somebody asks for them.
fn pictures(printed: &Printed) {
    if std::env::var_os("SHOUSUI_PICTURES").is_none() {
        return;
    }
    for words in [
        "处置卡审核单",
        "第一部分　综合",
        "专项1　火灾",
        "E04　触电现场处置方案",
        "附件5",
        "附件8",
        "批准页",
    ] {
        let is_it = |place: &usize| {
            let mut found = String::new();
            words_on(&printed.pages()[*place].frame, &mut found);
            let is_contents = found.contains("..........");
            found.replace('\u{200B}', "").contains(words) && !is_contents
        };
        let Some(place) = (0..printed.page_count()).find(is_it) else { continue };
        let page = printed.picture(place, 1.0).unwrap();
        let image = image::RgbaImage::from_raw(page.width, page.height, page.rgba).unwrap();
        crate::cpu::save(&image, &format!("standard-{words}"));
    }
}
