//! A contingency plan in the chapters of GB/T 29639-2020.

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
use crate::fixture::{act, day, made, morning, set};

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
            "由综合应急预案（第一部分）、8个专项应急预案（第二部分）和20个现场处置方案（第三部分）组成",
        ],
    );
    for (number, event) in (1..).zip([
        "火灾",
        "触电和停电",
        "燃气、锅炉和中毒窒息",
        "低温雨雪和坍塌坠落",
        "治安",
        "食物中毒和人员伤病",
        "电梯困人和厂内交通",
        "放射源",
    ]) {
        let number: usize = number;
        let (_, one) = specials.split_once(&format!("专项{number}　{event}应急预案")).unwrap();
        in_order(one, &SPECIAL);
    }
    has(&specials, &["地面建筑火灾、电气火灾", "立即做的：E01第1、2、3、7步"]);
    let sites = part("第三部分现场处置方案", "附件1");
    for card in session.document().cards.iter().map(|(code, _)| code) {
        let (_, one) = sites.split_once(&format!("{card}　")).unwrap();
        in_order(one, &SITE);
    }
    has(&sites, &["E04　触电现场处置方案", "主责岗位电工值班", "发现人第1、2、3"]);
    has(body, &["附件2现场处置方案目录", "附件7风险评估的结果", "附件9应急物资装备的名录或清单"]);
    has(body, &["13.预防与准备", "关键的路线、标识和图纸（另附）", "二氧化碳", "本预案"]);
    assert!(!body.contains("本方案"), "{body}");
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
    assert!(!general.contains("第二部分") && general.contains("附件2处置卡"));
    let special = title(PlanSort::Special);
    has(&special, &["地面场所专项应急预案"]);
    in_order(body(&special), &SPECIAL);
    assert!(!special.contains("3.5　应急支援"));
    let site = title(PlanSort::Site);
    in_order(body(&site), &SITE);
    assert!(!site.contains("总则"));
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
                ("接到报告后于1小时内上报", "接到报告后立即上报"),
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
    for words in
        ["处置卡审核单", "第一部分　综合", "专项1　火灾", "E04　触电现场处置方案", "附件10"]
    {
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
