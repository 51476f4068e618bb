//! 《应急物资台账》.

use shousui::action::paste::What;
use shousui::model::supply::SupplyField;
use shousui::print::{FileKind, Of, Request, office, print};
use shousui::session::Session;

use super::manned::{absurd, manned, stays_on_the_page};
use super::{count, has, printed, stamp, text_of};
use crate::fixture::{act, empty, pasted, set};

const TABLE: &str = "名称\t编号\t型号\t数量\t地点\t保管人\t有效期\t上次检查\t状态\t处置卡\t备注
干粉灭火器\tGY-01\tMFZ/ABC4\t2具\t3号公寓 一层值班室\t苗小满\t2028年5月\t1月26日\t完好\tE01\t
强光手电\t\t\t4只\t3号公寓 一层值班室\t苗小满\t\t\t待补充\t\t
沙袋\t\t\t200只\t材料库东门内\t温禾生\t\t\t\tE09\t两垛";

fn stocked() -> Session {
    let (mut session, _) = manned(1);
    act(&mut session, pasted(What::Supplies, TABLE));
    session
}

#[test]
fn the_register_goes_place_by_place_with_keepers_and_their_telephones() {
    let session = stocked();
    let (print, words) = printed(&session, &Request::supplies());
    stays_on_the_page(&print);
    let (survey, told) = printed(&session, &Request::resources());
    stays_on_the_page(&survey);
    has(&told, &["物资装备和存放地点", "E01干粉灭火器　3号公寓 一层值班室2具完好"]);
    has(
        &words,
        &[
            "2027年春节应急物资台账",
            "登记3项",
            "存放2处",
            "要处理1项：待补充1项",
            "3号公寓　2项",
            "1干粉灭火器",
            "GY-01",
            "MFZ/ABC4",
            "苗小满",
            "19900000000",
            "2028年5月31日1月26日完好E01",
            "其他地点　1项",
            "沙袋200只材料库东门内温禾生",
            "不张贴、不外传",
            "每半月一次",
        ],
    );
    assert!(words.find("3号公寓　2项").unwrap() < words.find("其他地点").unwrap());
    assert_eq!(count(&words, "干粉灭火器"), 1);
}

/// A thing that is overdue is not to be relied on, whatever its state was when somebody last looked.
#[test]
fn what_is_overdue_or_expired_is_marked() {
    let mut session = stocked();
    let id = session.document().supplies.iter().find(|(_, one)| one.code == "GY-01").unwrap().0;
    let id = *id;
    act(&mut session, set((id, SupplyField::Checked("2027-01-04".parse().ok()))));
    act(&mut session, set((id, SupplyField::Until("2027-01-31".parse().ok()))));
    let (_, words) = printed(&session, &Request::supplies());
    has(&words, &["要处理2项：已过期1项、待补充1项、超期未查1项", "已过期超期未查E01"]);
    assert!(!words.contains("完好E01"), "{words}");
}

#[test]
fn a_blank_one_is_for_the_pen_and_both_leave_for_office_programs() {
    let bare = empty(1);
    let blank = Request { of: Of::Blank, ..Request::supplies() };
    let (print_, words) = printed(&bare, &blank);
    assert_eq!(print_.page_count(), 1);
    stays_on_the_page(&print_);
    has(&words, &["存放地点", "有效期至", "上次检查", "年　月　日"]);
    let session = stocked();
    for kind in [FileKind::Word, FileKind::Excel] {
        let file =
            office(session.document(), &Request::supplies(), &stamp(), (kind, true)).unwrap();
        assert!(2_000 < file.len() && file.starts_with(b"PK"));
    }
    let printed = print(session.document(), &Request::supplies(), &stamp()).unwrap();
    assert!(text_of(&printed).contains("强光手电"));
}

#[test]
fn absurd_supplies_stay_on_their_pages() {
    let mut session = stocked();
    let ids: Vec<_> = session.document().supplies.iter().map(|(id, _)| *id).collect();
    for field in [
        SupplyField::Name,
        SupplyField::Code,
        SupplyField::Model,
        SupplyField::Unit,
        SupplyField::Place,
        SupplyField::Note,
    ] {
        act(&mut session, set((ids[0], field(absurd()))));
    }
    act(&mut session, set((ids[0], SupplyField::Amount(u16::MAX))));
    let (print, words) = printed(&session, &Request::supplies());
    stays_on_the_page(&print);
    has(&words, &["沙袋", "强光手电", "65535"]);
}
