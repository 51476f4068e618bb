//! The register of services.

use shousui::action::NewRecord;
use shousui::model::service::{Liking, Service, ServiceKind};
use shousui::print::Request;
use shousui::rules::outreach::ServiceFigures;

use super::manned::stays_on_the_page;
use super::{add, count, endless, has, printed};
use crate::fixture::{day, small_mine};

#[test]
fn services_add_up_to_the_figures_on_screen() {
    let (mut session, names) = small_mine(1);
    let service = |whom: &str, kind, minutes| Service {
        day: Some(day()),
        kind,
        whom: whom.to_owned(),
        people: 4,
        words: "疏通下水1处".to_owned(),
        members: names.people[..2].to_vec(),
        minutes,
        ..Service::default()
    };
    let liked = Service {
        liking: Some(Liking::Good),
        ..service("1号公寓303室", Some(ServiceKind::Repair), 65)
    };
    add(&mut session, NewRecord::Service(liked));
    let earlier =
        Service { day: day().pred_opt(), ..service("门卫", Some(ServiceKind::Delivery), 25) };
    add(&mut session, NewRecord::Service(earlier));
    add(&mut session, NewRecord::Service(service("公寓登记台", None, 30)));
    let (print, words) = printed(&session, &Request::services());
    stays_on_the_page(&print);
    has(
        &words,
        &["春节党员突击队帮扶服务登记表", "12月4日送餐送药门卫4疏通下水1处苗小满、温禾生25—"],
    );
    let figures = ServiceFigures::of(session.document(), day());
    assert_eq!((figures.services, figures.people, figures.hours_words().as_str()), (3, 12, "2"));
    has(&words, &["帮扶服务3件、12人次，累计120分钟，合2小时（口径：", "合计3件12120"]);
    // What stands in the column adds up to what stands under it.
    has(&words, &["温禾生65好", "温禾生30—"]);
    has(&words, &["日常维修1件，送餐送药1件，未写类型1件（口径：按“类型”栏）"]);
    has(&words, &["满意度：好1件（口径：有登记的1件）"]);
}

#[test]
fn no_service_is_a_form_for_the_pen_and_long_words_keep_to_it() {
    let (mut session, names) = small_mine(1);
    let (print, words) = printed(&session, &Request::services());
    assert_eq!(print.page_count(), 1);
    has(&words, &["服务对象", "编制"]);
    assert!(!words.contains("0件"), "{words}");
    let long = Service {
        day: Some(day()),
        whom: endless(),
        words: endless(),
        members: std::iter::repeat_n(names.people, 20).flatten().collect(),
        ..Service::default()
    };
    add(&mut session, NewRecord::Service(long));
    let (print, words) = printed(&session, &Request::services());
    stays_on_the_page(&print);
    assert_eq!(count(&words, "犇"), 2 * 60);
}
