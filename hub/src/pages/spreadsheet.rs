//! CSV as German spreadsheet programs open it by a double click: UTF-8 with its mark, semicolons.

/// So that a spreadsheet program sees that this is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// What begins with one of these, a spreadsheet program takes for a formula (OWASP, CSV injection).
const FORMULA_BEGINS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub fn csv(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    for row in rows {
        writer.write_record(row.into_iter().map(harmless)).expect("memory takes everything, rows are alike");
    }
    writer.into_inner().expect("memory takes everything")
}

/// With an apostrophe in front it is text.
fn harmless(cell: String) -> String {
    match cell.starts_with(FORMULA_BEGINS) {
        true => format!("'{cell}"),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_reads_text_and_no_formula() {
        let row = ["A;B", "=1+1", "-2", "+49", "@x", "\"q\"", "für"].map(str::to_owned).to_vec();
        let text = String::from_utf8(csv([row].into_iter())).expect("UTF-8");
        assert_eq!(text, "\u{feff}\"A;B\";'=1+1;'-2;'+49;'@x;\"\"\"q\"\"\";für\r\n");
    }
}
