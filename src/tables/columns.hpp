#pragma once
// Which columns of a table are T, B, their errors and the sample.

#include <optional>
#include <string>
#include <vector>

#include "tables/chosen_column.hpp"
#include "tables/header.hpp"
#include "tables/table.hpp"

namespace mirage {

struct ColumnChoice {
    std::vector<SampleColumns> samples;  ///< never empty
    std::optional<std::size_t> sample;   ///< the column with the names of the samples
    std::size_t line = 1;                ///< of the header
    std::size_t width = 0;               ///< how many columns there are
    bool named = false;                  ///< false: by the order of the columns alone
    std::vector<std::string> notes;      ///< what was taken for what, and what was not used
};

/// The choice by the header. Without one: two columns are T, B, four T, B, sigma_T, sigma_B. Several T and B
/// are several samples where their labels or their order pair them. Throws InputError where that is not
/// certain: units missing beside a reduced column or unknown, several columns for one thing, a field out of
/// the plane, texts that divide the rows.
ColumnChoice choose_columns(const Table& table);

/// Adds to the notes of the choice what was taken for what.
void state_choice(const Table& table, const Header* header, ColumnChoice& choice);

}  // namespace mirage
