//! 《成立通知》, 《实施方案》, 《授旗主持词》: what the books know, and blanks for the rest; no number, head or seal.

use shousui::model::people::PersonField;
use shousui::print::{FileKind, Of, Request, Scope, office};

use super::manned::{absurd, hold, manned, stays_on_the_page};
use super::{has, printed, stamp};
use crate::fixture::{act, day, empty, set};

/// What no paper of ours ever bears.
fn is_plain(words: &str) {
    for word in ["文件", "〔", "号\n", "（印章）", "盖章", "旗帜", "冲锋", "堡垒", "先锋模范"]
    {
        assert!(!words.contains(word), "{word}");
    }
}

#[test]
fn the_notice_names_leaders_groups_and_tasks() {
    let (session, _) = manned(1);
    let (print, words) = printed(&session, &Request::founding_notice());
    has(
        &words,
        &[
            "关于成立2027年春节期间",
            "各党支部、各单位：",
            "决定成立望禾煤矿2027年春节党员突击队",
            "2027年1月30日至2月20日",
            "队长：苗小满；副队长：温禾生。",
            "全队5人（正式党员3人、预备党员1人、入党积极分子1人），按支部编为2个分队",
            "安全巡查组5人",
            "没有培训合格的不安排救援岗位",
            "先保安全再救援",
            "附件",
            "党员突击队实施方案",
            "禾安县望禾煤矿有限公司",
        ],
    );
    is_plain(&words);
    stays_on_the_page(&print);
}

#[test]
fn the_scheme_has_groups_posts_zones_and_phases() {
    let (mut session, names) = manned(1);
    hold(&mut session, "巡查员", names.people[2], names.people[3]);
    let (print, words) = printed(&session, &Request::scheme());
    has(
        &words,
        &[
            "党员突击队实施方案",
            "一、工作目标",
            "不另定考核分数",
            "安全巡查组________5人按责任区和路线巡查",
            "巡查员柴有田亢宝庆",
            "值班矿领导见正式表见正式表",
            "地面3处场所划为1个责任区",
            "节前排查期（1月30日至2月4日）",
            "值守期（2月5日至2月12日）",
            "归档期（2月21日至3月7日）",
            "不进浓烟，不下井池，不上屋面冰面",
        ],
    );
    is_plain(&words);
    stays_on_the_page(&print);
}

#[test]
fn the_flag_is_handed_over_in_plain_words() {
    let (session, _) = manned(1);
    let (print, words) = printed(&session, &Request::flag_script());
    has(
        &words,
        &[
            "授旗仪式主持词",
            "时间：________　地点：________　主持人：________",
            "请队长苗小满接旗",
            "名册5人，其余在岗值守",
            "本人签名，不代签",
            "本稿不印誓词",
        ],
    );
    is_plain(&words);
    assert!(print.page_count() <= 2);
    stays_on_the_page(&print);
}

#[test]
fn first_papers_of_nobody_are_not_offered_and_absurd_ones_stay_on_their_pages() {
    let bare = empty(1);
    for paper in ["founding", "scheme", "flag"] {
        let mut all = shousui::print::CATALOGUE.into_iter();
        let paper = all.find(|one| one.word == paper).unwrap();
        assert!(paper.offers(bare.document(), &Scope::all(day())).is_empty());
        let (print, _) = printed(&bare, &Request { paper, of: Of::Whole });
        stays_on_the_page(&print);
    }
    let (mut session, names) = manned(1);
    act(&mut session, set((names.people[0], PersonField::Name(absurd()))));
    for request in [Request::founding_notice(), Request::scheme(), Request::flag_script()] {
        let (print, _) = printed(&session, &request);
        stays_on_the_page(&print);
        let file = office(session.document(), &request, &stamp(), (FileKind::Word, true)).unwrap();
        assert!(file.starts_with(b"PK"));
    }
}
