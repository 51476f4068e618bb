//! Every field of every record is on a screen, or on a list with its reason.

use std::collections::BTreeSet;

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::model::record::{Record, Table};
use shousui::model::{TableVisitor, document::Document};
use shousui::sample::practice;
use shousui::workspace::Workspace;

use super::{OFFICE, Person};

/// The table, the place and the screen of it that shows such a record.
const SCREENS: &[(&str, &str, &str)] = &[
    ("hazards", "隐患", "全部 "),
    ("swaps", "排班", "换班单 "),
    ("logs", "值守", "值班日志 "),
    ("handovers", "值守", "交接班 "),
    ("zero_reports", "值守", "零报告 "),
    ("spot_checks", "值守", "查岗 "),
    ("activities", "宣传服务", "宣传活动 "),
    ("services", "宣传服务", "帮扶服务 "),
    ("cards", "预案", "处置卡 "),
    ("phones", "预案", "电话表 "),
    ("supplies", "预案", "应急物资 "),
    ("handouts", "预案", "发放登记 "),
    ("persons", "队伍", "人员 "),
    ("posts", "队伍", "岗位 "),
    ("pairings", "队伍", "搭班 "),
    ("gatherings", "队伍", "培训会议 "),
    ("units", "队伍", "单位 "),
    ("zones", "责任区", "责任区 "),
    ("sites", "责任区", "场所 "),
    ("residents", "责任区", "留矿人员 "),
    ("stewards", "责任区", "专家管家 "),
    ("routes", "责任区", "巡查路线 "),
    ("items", "责任区", "检查表"),
];

/// Fields that are called otherwise on their screen.
const CALLED: &[(&str, &str, &str)] = &[
    ("hazards", "可能重大", "可能重大，需安监认定"),
    ("hazards", "安监通知书号", "安监通知书"),
    ("logs", "天气与预警", "天气预警"),
    ("logs", "值班矿领导", "值班领导"),
    ("logs", "上级检查、抽查", "上级检查"),
    ("logs", "停送电、动火、检修", "停送电等"),
    ("logs", "供暖用电供水餐饮车辆", "水电暖餐"),
    ("logs", "遗留问题与提醒", "遗留提醒"),
    ("logs", "工作情况", "新一条"),
    ("logs", "来电来文", "登记来电来文"),
    ("handovers", "本班运行情况", "运行情况"),
    ("handovers", "设备、消防设施状态", "设备消防"),
    ("activities", "职工人数", "职工"),
    ("activities", "外委人数", "外委"),
    ("activities", "家属人数", "家属"),
    ("cards", "征兆与触发条件", "触发条件"),
    ("cards", "报警与联系", "报警联系"),
    ("cards", "处置步骤", "加一步"),
    ("phones", "单位或岗位", "单位岗位"),
    ("phones", "电话", "号码"),
    ("phones", "全国通用", "全国通用号码，不用拨测"),
    ("phones", "次序", "下移"),
    ("persons", "队员身份", "突击队队员"),
    ("persons", "证件", "加一个证"),
    ("persons", "请假", "登记请假"),
    ("persons", "不排夜班", "不排夜班（不写原因）"),
    ("persons", "值班意愿", "登记意愿"),
    ("persons", "返乡通勤", "返乡通勤（休假前一天和后一天不排班）"),
    ("posts", "由矿办排班", "由矿办等排班，这里只照抄"),
    ("posts", "次序", "下移"),
    ("zones", "责任区名称", "名称"),
    ("sites", "场所名称", "名称"),
    ("sites", "场所类别", "类别"),
    ("residents", "需协助", "撤离时需协助（不写原因）"),
    ("stewards", "负责场所", "加一处场所"),
    ("supplies", "用于处置卡", "加一张处置卡"),
    ("routes", "路线名称", "名称"),
    ("routes", "路线各点", "加一处场所"),
];

/// Fields on no screen, and why.
const NOWHERE: &[(&str, &str, &str)] = &[
    ("hazards", "对应检查项", "comes with the row of the sheet it was found on"),
    ("items", "处置档", "of the shipped book; shown beside the item"),
    ("items", "由谁判定", "of the shipped book; shown beside the item"),
    ("items", "专业", "of the shipped book"),
    ("items", "检查内容", "fixed once it is on a paper; the next edition is written"),
    ("items", "路线单用语", "fixed once it is on a paper; the next edition is written"),
];

/// Tables whose records are not written field by field, or whose screens are of their own, and why.
const OTHERWISE: &[(&str, &str)] = &[
    ("mine", "its own form: 本矿资料"),
    ("season", "its own form: 本矿资料"),
    ("plan", "its own screens: 方案正文, 会签与批准"),
    ("sheets", "made out and typed back on a screen of their own"),
    ("transfers", "made by handing hazards over"),
    ("duties", "cells of the rota"),
    ("versions", "laid down by an approval"),
    ("incidents", "a page of its own, reached by F8"),
    ("incident_lines", "written line by line on the page of their incident"),
    ("checklists", "of the shipped book"),
    ("numbers", "given by the program alone"),
    ("printouts", "where each hangs is written beside its preview"),
];

/// The words of the fields of each table, with whether they may be written directly.
#[derive(Default)]
struct Words(Vec<(&'static str, Vec<(&'static str, bool)>)>);

impl TableVisitor for Words {
    fn table<R: Record + serde::Serialize>(
        &mut self,
        name: &'static str,
        _columns: &'static [&'static str],
        _table: &Table<R>,
    ) where
        R::Id: serde::Serialize,
    {
        self.0.push((name, R::words().to_vec()));
    }
}

/// All words on the screen, scrolled to or not.
fn told(person: &Person) -> BTreeSet<String> {
    let nodes = person.harness.root().children_recursive();
    nodes
        .flat_map(|node| {
            let node = node.accesskit_node();
            [node.label(), node.value()]
        })
        .flatten()
        .collect()
}

#[test]
fn every_field_of_every_record_is_on_a_screen_or_has_its_reason() {
    let mut words = Words::default();
    Document::default().visit_tables(&mut words);
    let mut missing = Vec::new();
    let mut used: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (table, fields) in words.0 {
        let Some((_, place, tab)) = SCREENS.iter().find(|(name, ..)| *name == table) else {
            assert!(OTHERWISE.iter().any(|(name, _)| *name == table), "{table} has no screen");
            continue;
        };
        let (session, day) = practice().unwrap();
        let mut person = Person::at_workspace(Workspace::practice(session, day), OFFICE);
        person.click(place);
        person.click_like(tab);
        let row = person
            .harness
            .query_all_by_role(eframe::egui::accesskit::Role::Row)
            .next()
            .unwrap_or_else(|| panic!("no row of {table}"));
        row.scroll_to_me();
        person.harness.run_steps(30);
        let row = person.harness.query_all_by_role(eframe::egui::accesskit::Role::Row).next();
        row.unwrap().click();
        person.run();
        person.picture(&format!("written-{table}"));
        if table == "hazards" {
            person.reveal("可能重大，需安监认定");
            if !person.shows("认定结果") {
                person.click("可能重大，需安监认定");
            }
        }
        let told = told(&person);
        for (word, is_free) in fields {
            let of_it = |(name, field, _): &&(&str, &str, &str)| *name == table && *field == word;
            if let Some((_, field, _)) = NOWHERE.iter().find(of_it) {
                used.insert((table, field));
                continue;
            }
            let called = CALLED.iter().find(of_it).map(|(_, field, label)| {
                used.insert((table, field));
                *label
            });
            if is_free && !told.contains(called.unwrap_or(word)) {
                missing.push(format!("{table}: {word}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    // No reason outlives its field.
    for (table, word, _) in CALLED.iter().chain(NOWHERE) {
        assert!(used.contains(&(*table, *word)), "{table} has no field {word}");
    }
}
