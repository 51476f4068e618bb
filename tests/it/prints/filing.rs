//! 应急资源调查报告 and 风险评估报告: what a plan that is filed goes with.

use shousui::action::paste::What;
use shousui::action::{Action, PlanAction};
use shousui::print::Request;

use super::manned::{manned, stays_on_the_page};
use super::{has, printed};
use crate::fixture::{act, pasted};

#[test]
fn whoever_helps_from_outside_is_no_office_of_the_mine() {
    let (mut session, _) = manned(1);
    act(&mut session, Action::Plan(PlanAction::LoadPhones));
    let text = "物资名称\t规格型号\t数量\t单位\t存放地点\n防火毯\t1.5米见方\t6\t块\t值班室东墙";
    act(&mut session, pasted(What::Supplies, text));
    let (print, words) = printed(&session, &Request::resources());
    stays_on_the_page(&print);
    has(&words, &["生产安全事故应急资源调查报告", "防火毯", "6块", "3　应急资源差距分析"]);
    let (inside, outside) = words.split_once("2　单位外部应急资源").unwrap();
    assert!(inside.contains("1　单位内部应急资源"));
    has(outside, &["火警、消防救援", "最近消防站", "上级公司调度", "签有协议的矿山救护队"]);
    for own in ["调度室", "值班矿领导", "变电所", "卫生所", "保卫部", "12350", "12315", "12345"]
    {
        assert!(!outside.contains(own), "{own}: {outside}");
    }
}

#[test]
fn a_risk_is_graded() {
    let (session, _) = manned(1);
    let (print, words) = printed(&session, &Request::risks());
    stays_on_the_page(&print);
    let heads =
        ["1　危险有害因素辨识", "风险等级", "2　事故风险分析", "3　事故风险评价", "4　结论建议"];
    has(&words, &["生产安全事故风险评估报告"]);
    let places: Vec<usize> = heads.iter().map(|head| words.find(head).expect(head)).collect();
    assert!(places.is_sorted(), "{places:?}");
}
