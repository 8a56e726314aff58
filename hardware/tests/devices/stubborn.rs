//! Printers that fail in the middle: no stranger's number may come out of them later.

use hardware::printer::{Printed, Printer, PrinterFault, PrinterState, TcpPrinter};
use hardware::slip::Roll;

use crate::samples::german;
use crate::stubborn_firmware::{Manners, StubbornPrinter};

fn printer_at(model: &StubbornPrinter) -> TcpPrinter {
    TcpPrinter::new(&model.address, Roll::Mm80)
}

fn numbers(model: &StubbornPrinter) -> Vec<String> {
    let number = |slip: Vec<u8>| {
        let text = String::from_utf8_lossy(&slip).into_owned();
        let found = ["A001", "A002", "A003"].into_iter().find(|number| text.contains(number));
        found.expect("a slip with a number").to_owned()
    };
    model.slips().into_iter().map(number).collect()
}

#[test]
fn a_slip_is_confirmed_when_the_printer_has_cut_it() {
    let model = StubbornPrinter::switched_on(Manners::default());
    assert_eq!(printer_at(&model).print(&german("A001")), Ok(Printed::Confirmed));
    assert_eq!(numbers(&model), ["A001"]);
}

#[test]
fn the_paper_ends_in_the_middle_and_the_half_slip_is_forgotten() {
    let model = StubbornPrinter::switched_on(Manners::default());
    let mut printer = printer_at(&model);
    model.paper_ends_after(200);
    assert_eq!(printer.print(&german("A001")), Err(PrinterFault::PaperOut));
    assert_eq!(printer.state(), PrinterState::Faulty(PrinterFault::PaperOut));
    assert_eq!(printer.print(&german("A002")), Err(PrinterFault::PaperOut));
    model.new_roll();
    assert_eq!(printer.print(&german("A003")), Ok(Printed::Confirmed));
    assert_eq!(numbers(&model), ["A003"]);
}

#[test]
fn the_plug_is_pulled_in_the_middle_and_the_half_slip_is_forgotten_when_it_is_back() {
    let model = StubbornPrinter::switched_on(Manners::default());
    let mut printer = printer_at(&model);
    model.plug_is_pulled_after(200);
    assert_eq!(printer.print(&german("A001")), Err(PrinterFault::Gone));
    assert_eq!(printer.print(&german("A002")), Ok(Printed::Confirmed));
    let slips = model.slips();
    assert_eq!(slips.len(), 1);
    let text = String::from_utf8_lossy(&slips[0]);
    assert!(text.contains("A002") && !text.contains("A001"), "only the new number is on the paper");
}

#[test]
fn a_jammed_cutter_is_seen_before_anything_is_sent() {
    let model = StubbornPrinter::switched_on(Manners::default());
    model.cutter_jams();
    let mut printer = printer_at(&model);
    assert_eq!(printer.state(), PrinterState::Faulty(PrinterFault::CutterJam));
    assert_eq!(printer.print(&german("A001")), Err(PrinterFault::CutterJam));
    assert_eq!(numbers(&model), [""; 0]);
}

#[test]
fn a_cheap_printer_that_cannot_say_when_it_is_done_is_believed_after_a_while() {
    let cheap = Manners { no_answers_in_order: true, ..Manners::default() };
    let model = StubbornPrinter::switched_on(cheap);
    assert_eq!(printer_at(&model).print(&german("A001")), Ok(Printed::Assumed));
    assert_eq!(numbers(&model), ["A001"]);
}

/// It answers the order to forget late, with bytes that look like "cut".
#[test]
fn a_late_answer_to_another_question_confirms_nothing() {
    let slow = Manners { no_answers_in_order: true, forgets_slowly: true, ..Manners::default() };
    let model = StubbornPrinter::switched_on(slow);
    let mut printer = printer_at(&model);
    model.plug_is_pulled_after(200);
    assert_eq!(printer.print(&german("A001")), Err(PrinterFault::Gone));
    assert_eq!(printer.print(&german("A002")), Ok(Printed::Assumed));
}

#[test]
fn a_silent_printer_gets_no_slip_unless_it_is_known_to_be_silent() {
    let silent = Manners { never_answers: true, ..Manners::default() };
    let model = StubbornPrinter::switched_on(silent);
    let mut printer = printer_at(&model);
    assert_eq!(printer.state(), PrinterState::Faulty(PrinterFault::Gone));
    assert_eq!(printer.print(&german("A001")), Err(PrinterFault::Gone));
    let mut one_way = printer_at(&model).one_way();
    assert_eq!(one_way.state(), PrinterState::Ready);
    assert_eq!(one_way.print(&german("A002")), Ok(Printed::Assumed));
    assert_eq!(numbers(&model), ["A002"]);
}

#[test]
fn a_printer_that_is_switched_off_is_gone() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("a bound port").to_string();
    drop(listener);
    let mut printer = TcpPrinter::new(&address, Roll::Mm58);
    assert_eq!(printer.state(), PrinterState::Faulty(PrinterFault::Gone));
    assert_eq!(printer.print(&german("A001")), Err(PrinterFault::Gone));
}
