#pragma once
// The header of a table: which line names the columns, and what stands above and below it.

#include <optional>
#include <string>
#include <vector>

#include "tables/column_name.hpp"
#include "tables/table.hpp"

namespace mirage {

struct Header {
    std::size_t line = 0;
    std::vector<ColumnName> columns;    ///< one for each column of the table
    std::vector<std::string> above;     ///< the row above the names, such as samples; empty where none is
    std::vector<std::string> comments;  ///< the row of comments below, empty where none is
    std::size_t units_line = 0;         ///< the row of units; 0: none
    bool assumed = false;               ///< X and Y, taken for T and B
};

/// The header: a line above the numbers that names T and B, else a comment with as many names as there are
/// columns; units in a row below it, or in mirage's own line `columns:`, belong to it. Nothing where no line
/// names columns; lines that are read over are noted. Throws InputError for a line that names columns
/// otherwise than the rows have them.
std::optional<Header> header_of(const Table& table, std::vector<std::string>& notes);

/// The names of the columns whatever they mean, for a choice by hand; nothing where no line has as many.
std::optional<Header> names_of(const Table& table);

/// The last line whose names `accept` takes, above the numbers or else among the comments, with its row of
/// units; for tables that are no B_c2(T). Nothing where none does.
std::optional<Header> header_where(const Table& table, bool (*accept)(const Header&),
                                   std::vector<std::string>& notes);

/// The names of some columns: `'T (K)', 'T2 (K)'`.
std::string quoted(const Header& header, const std::vector<std::size_t>& columns);

/// The command of mirage that wrote the file, by its comments; empty where it is none of mirage.
std::string mirage_command(const Table& table);

}  // namespace mirage
