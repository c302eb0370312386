#pragma once
// A text file as a table: comments, header lines, rows of cells.

#include <string>
#include <vector>

#include "tables/encoding.hpp"

namespace mirage {

struct TableRow {
    std::size_t line = 0;
    std::vector<std::string> cells;
    bool named = false;  ///< its first cell alone is in quotes: the name of the row
};

struct Table {
    std::string file;
    std::vector<TextLine> comments;  ///< above the numbers, without their signs
    std::vector<TextLine> head;      ///< other lines above the numbers: names, units, free text
    std::vector<TableRow> rows;
    std::size_t width = 0;  ///< columns of the longest row
    char separator = ' ';   ///< comma, semicolon, tab, or a blank for any number of blanks
    char decimal = '.';
    std::vector<std::string> notes;
};

/// The table in the lines of a file, whose name is for messages. Comments begin with #, %, //, !, @ or ; .
/// Igor text (WAVES, BEGIN, END) and instrument files ([Header], [Data]) are known. The separator is the one
/// that makes most rows numbers. Decimal commas are read where no cell has a point. Throws InputError naming
/// the line: text among the numbers, a second block, commas that may separate thousands, a row with more
/// cells than the others, more than 100,000 rows.
Table table_of(const std::string& file, const std::vector<TextLine>& lines);

}  // namespace mirage
