//! The tables to take away: CSV as a German spreadsheet program opens it by a double click, and XLSX.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::tables::NAME_COLUMNS;
use super::{Table, columns};
use crate::pages::spreadsheet;

/// One row each, with the table's title in front.
pub fn csv(tables: &[Table]) -> Vec<u8> {
    let rows = tables.iter().flat_map(|table| {
        table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| cell.words());
            [table.title.clone(), row.name.clone()].into_iter().chain(cells).collect::<Vec<_>>()
        })
    });
    spreadsheet::csv([columns()].into_iter().chain(rows))
}

/// A sheet each. Text stays text, whatever it begins with.
pub fn xlsx(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for table in tables {
        write(book.add_worksheet().set_name(&table.title)?, table)?;
    }
    book.save_to_buffer()
}

/// Wide enough for the name of a service, and for a number under a heading of two lines.
const NAME_WIDTH: f64 = 42.0;
const NUMBER_WIDTH: f64 = 14.0;

fn write(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap();
    let minutes = Format::new().set_num_format("0.0");
    sheet.set_column_width(0, NAME_WIDTH)?;
    sheet.write_string_with_format(0, 0, &table.title, &head)?;
    for (column, title) in (1..).zip(columns().into_iter().skip(NAME_COLUMNS)) {
        sheet.set_column_width(column, NUMBER_WIDTH)?;
        sheet.write_string_with_format(0, column, title, &head)?;
    }
    for (at, row) in (1..).zip(&table.rows) {
        sheet.write_string(at, 0, &row.name)?;
        for (column, cell) in (1..).zip(&row.cells) {
            match (cell.number(), cell) {
                (Some(number), super::Cell::Count(_)) => sheet.write_number(at, column, number)?,
                (Some(number), _) => sheet.write_number_with_format(at, column, number, &minutes)?,
                (None, _) => sheet.write_string(at, column, cell.words())?,
            };
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}
