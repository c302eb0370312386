#include "tables/cells.hpp"

#include <gtest/gtest.h>

namespace {

using mirage::cells_of;
using mirage::csv_cell;
using mirage::header_cells;
using Cells = std::vector<std::string>;

TEST(Cells, QuotesHoldACellTogether) {
    EXPECT_EQ(cells_of("\"NbSe2, 50 % R_n\", 1.5 ,2", ','), (Cells{"NbSe2, 50 % R_n", "1.5", "2"}));
    EXPECT_EQ(cells_of("\"a \"\"b\"\"\",'c'", ','), (Cells{"a \"b\"", "c"}));
    EXPECT_EQ(cells_of("\"1\"  \"2\"", ' '), (Cells{"1", "2"}));
    EXPECT_EQ(cells_of("1,\"2", ',')[1][0], '"') << "a quote that does not end stays";
}

TEST(Cells, EmptyCellsCountBetweenSeparators) {
    EXPECT_EQ(cells_of(",1,", ','), (Cells{"", "1", ""}));
    EXPECT_EQ(cells_of("\t1\t2", '\t'), (Cells{"", "1", "2"}));
    EXPECT_EQ(cells_of("  1 \t 2  ", ' '), (Cells{"1", "2"}));
}

TEST(Cells, NumbersBetweenBlanksStayWhole) {
    EXPECT_EQ(cells_of("0.3 ± 0.1 40 +/- 2", ' '), (Cells{"0.3±0.1", "40+/-2"}));
    EXPECT_EQ(cells_of("0.3 (1) > 34", ' '), (Cells{"0.3(1)", ">34"}));
}

TEST(Cells, NamesOfAHeader) {
    EXPECT_EQ(header_cells("T (K)  Hc2 (T)", ' ', 2), (Cells{"T (K)", "Hc2 (T)"}));
    EXPECT_EQ(header_cells("T [K] B [T] err", ' ', 3), (Cells{"T [K]", "B [T]", "err"}));
    EXPECT_EQ(header_cells("Temperature (K) Critical field (T)", ' ', 2),
              (Cells{"Temperature (K)", "Critical field (T)"}));
    EXPECT_EQ(header_cells("B / T, T / K", ' ', 2), (Cells{"B / T", "T / K"}))
        << "commas above, blanks below";
    EXPECT_EQ(header_cells("T(K) Hc2(kOe)", '\t', 2), (Cells{"T(K)", "Hc2(kOe)"}));
    EXPECT_EQ(header_cells("T,B,,", ',', 2), (Cells{"T", "B"}));
    EXPECT_EQ(header_cells("Sample temperature\tB", '\t', 3).size(), 2u) << "no blank divides between tabs";
}

TEST(Cells, CommentsAtTheEnd) {
    EXPECT_EQ(mirage::without_comment("1,2 # here"), "1,2 ");
    EXPECT_EQ(mirage::without_comment("Sample #,T"), "Sample #,T");
    EXPECT_EQ(mirage::without_comment("1,#N/A"), "1,#N/A");
    EXPECT_EQ(mirage::without_comment("\"a # b\",1"), "\"a # b\",1");
}

TEST(Cells, OfCsvReadBackAsTheyWere) {
    EXPECT_EQ(csv_cell("plain text"), "plain text");
    for (const std::string text : {"a,b", "5\" wafer", "#3", "\"", "x"})
        EXPECT_EQ(cells_of(csv_cell(text) + ",1", ','), (std::vector<std::string>{text, "1"})) << text;
}

}  // namespace
