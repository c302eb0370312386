// `mirage bands` through the command line.

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

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

TEST(BandsCommand, JsonAndTableHaveTheNumbersOfTheCsv) {
    const std::string arguments = "bands --units si --tc0 3 --T 1 --B 20 --beta 4 --phi 0.3 --xi 0:4:3";
    const Csv csv = csv_of(arguments);
    EXPECT_EQ(csv.comments.back(),
              "columns: xi [meV], energy_1 [meV], energy_2 [meV], energy_3 [meV], energy_4 [meV]");
    const auto json = nlohmann::json::parse(mirage_test::mirage(arguments + " --format json").out);
    for (std::size_t row = 0; row < 3; ++row)
        EXPECT_NEAR(json["rows"][row]["energy_4"], csv.number(row, "energy_4"), 1e-12);
    EXPECT_EQ(json["parameters"]["phi"], 0.3);
    EXPECT_GT(json["parameters"]["order_parameter"], 0.1);
    const std::string table = mirage_test::mirage(arguments + " --format table").out;
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 5) << table;
}

/// A momentum moves all energies of one direction by Q v sin(phi) across the field, Q v cos(phi) along it.
TEST(BandsCommand, AMomentumMovesTheEnergiesOfADirection) {
    const std::string point = "bands --B 2 --beta 7 --alpha 1 --order-parameter 0.8 --phi 0.4 --xi -1:1:3";
    const Csv at_rest = csv_of(point), across = csv_of(point + " --momentum 0.3"),
              along = csv_of(point + " --momentum 0.3 --momentum-direction along");
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t i = 1; i <= 4; ++i) {
            EXPECT_NEAR(across.rows[row][i] - at_rest.rows[row][i], 0.3 * std::sin(0.4), 1e-12);
            EXPECT_NEAR(along.rows[row][i] - at_rest.rows[row][i], 0.3 * std::cos(0.4), 1e-12);
        }
    const Csv best = csv_of("bands --T 0.05 --B 4.5 --beta 7 --alpha 1 --phi 1.5 --momentum auto --xi 0");
    EXPECT_GT(std::fabs(best.rows[0][2] + best.rows[0][3]), 0.1) << "no longer symmetric";
    const mirage_test::Outcome run =
        mirage_test::mirage("bands --B 2 --order-parameter 0.8 --momentum auto --xi 0");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.error_lines(), 1) << run.err;
}

TEST(BandsCommand, OfAPocket) {
    const Csv pocket = csv_of("bands --T 0.3 --beta 7 --pocket G:share=0.3,beta=2 --of G --xi 0:1:2"),
              valleys = csv_of("bands --T 0.3 --beta 7 --pocket G:share=0.3,beta=2 --xi 0:1:2"),
              alone = csv_of("bands --T 0.3 --beta 2 --xi 0:1:2");
    for (const char* column : {"energy_3", "energy_4"}) {
        EXPECT_NEAR(pocket.number(1, column), alone.number(1, column), 1e-8) << "the same gap";
        EXPECT_NE(valleys.number(1, column), pocket.number(1, column));
    }
    const mirage_test::Outcome run = mirage_test::mirage("bands --of H --pocket G:share=0.3");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.error_lines(), 1) << run.err;
}

}  // namespace
