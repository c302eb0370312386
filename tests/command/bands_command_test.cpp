// `mirage bands` through the command line.

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "csv.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;

TEST(BandsCommand, EnergiesAgainstXi) {
    const Csv csv = csv_of("bands --B 2 --beta 7 --alpha 1 --order-parameter 0.8 --phi 0.4 --xi -9:9:19");
    EXPECT_EQ(csv.header, "xi,energy_1,energy_2,energy_3,energy_4");
    ASSERT_EQ(csv.rows.size(), 19u);
    for (const auto& row : csv.rows)
        EXPECT_TRUE(row[1] <= row[2] && row[2] <= row[3] && row[3] <= row[4]) << "ascending";
    // without Rashba coupling, at xi = 0: +-epsilon_2, +-epsilon_1
    const Csv clean = csv_of("bands --B 2 --beta 7 --order-parameter 0.8 --xi 0");
    const double epsilon_1 = std::hypot(7, 2.8), epsilon_2 = std::hypot(7, 1.2);
    for (const auto& [column, expected] : std::vector<std::pair<std::size_t, double>>{
             {1, -epsilon_1}, {2, -epsilon_2}, {3, epsilon_2}, {4, epsilon_1}})
        EXPECT_NEAR(clean.rows[0][column], expected, 1e-12);
    EXPECT_EQ(csv_of("bands --T 0.1 --B 2 --beta 7").rows.size(), 401u);
}

}  // namespace
