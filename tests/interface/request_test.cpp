// Inputs are read and refused as the program does it.

#include "interface/request.hpp"

#include <gtest/gtest.h>

#include "call.hpp"
#include "grid/grid.hpp"
#include "input/input_error.hpp"

namespace {

using namespace mirage;
using mirage_test::Columns;
using mirage_test::Texts;

const OwnInputs none;

Request request_of(std::int64_t rows, const Columns& numbers, const Texts& texts = {},
                   const OwnInputs& own = none) {
    std::vector<mirage_input> in;
    for (const auto& [name, values] : numbers)
        in.push_back({name.c_str(), values.data(), static_cast<std::int64_t>(values.size()), nullptr});
    for (const auto& [name, text] : texts) in.push_back({name.c_str(), nullptr, 0, text.c_str()});
    return read_request(rows, in, own);
}

/// What is refused, and how; of one row.
std::string refusal(const Columns& numbers, const Texts& texts = {}) {
    try {
        std::size_t rows = 1;
        for (const auto& [name, values] : numbers) rows = std::max(rows, values.size());
        request_of(static_cast<std::int64_t>(rows), numbers, texts);
        return "";
    } catch (const InputError& error) {
        return error.what();
    }
}

/// The same of the program.
std::string refusal_of_program(const std::vector<std::string>& arguments) {
    try {
        read_configuration("", arguments);
        return "";
    } catch (const InputError& error) {
        return error.what();
    }
}

void expect_equal(const Parameters& a, const Parameters& b) {
    EXPECT_EQ(a.T, b.T);
    EXPECT_EQ(a.B, b.B);
    EXPECT_EQ(a.beta, b.beta);
    EXPECT_EQ(a.gamma, b.gamma);
    EXPECT_EQ(a.alpha, b.alpha);
    EXPECT_EQ(a.Q, b.Q);
    EXPECT_EQ(a.Q_angle, b.Q_angle);
    EXPECT_EQ(a.momentum, b.momentum);
    ASSERT_EQ(a.material != nullptr, b.material != nullptr);
    if (!a.material) return;
    EXPECT_EQ(a.material->gamma_intra, b.material->gamma_intra);
    EXPECT_EQ(a.material->gamma_pocket, b.material->gamma_pocket);
    EXPECT_EQ(a.material->gamma_magnetic, b.material->gamma_magnetic);
    EXPECT_EQ(a.material->orbital, b.material->orbital);
    EXPECT_EQ(a.material->theta, b.material->theta);
    EXPECT_EQ(a.material->T_triplet, b.material->T_triplet);
    ASSERT_EQ(a.material->pockets.size(), b.material->pockets.size());
    for (std::size_t i = 0; i < a.material->pockets.size(); ++i) {
        EXPECT_EQ(a.material->pockets[i].share, b.material->pockets[i].share);
        EXPECT_EQ(a.material->pockets[i].beta, b.material->pockets[i].beta);
        EXPECT_EQ(a.material->pockets[i].gap, b.material->pockets[i].gap);
    }
}

/// Every row is the point that the program makes of the same numbers.
TEST(Request, ARowIsThePointOfTheProgram) {
    struct Case {
        Columns numbers;
        Texts texts;
        std::vector<std::string> arguments;
    };
    const Case cases[] = {
        {{{"T", {0.3}}, {"B", {2.0}}, {"beta", {7.0}}, {"gamma", {0.4}}, {"alpha", {0.1}}},
         {},
         {"--T=0.3", "--B=2", "--beta=7", "--gamma=0.4", "--alpha=0.1"}},
        {{{"tc0", {3.0}}, {"g_factor", {2.1}}, {"T", {0.3}}, {"B", {-20.0}}, {"beta", {4.1}}},
         {},
         {"--tc0=3", "--g-factor=2.1", "--T=0.3", "--B=-20", "--beta=4.1"}},
        {{{"gamma_intra", {0.1}}, {"gamma-inter", {0.2}}, {"gamma_magnetic", {0.02}}, {"theta", {30.0}}},
         {{"pocket", "G:share=0.4,beta=2,gap=0.7"}, {"pocket", "M:share=0.1,form=valley"}},
         {"--gamma-intra=0.1", "--gamma-inter=0.2", "--gamma-magnetic=0.02", "--theta=30",
          "--pocket=G:share=0.4,beta=2,gap=0.7", "--pocket=M:share=0.1,form=valley"}},
        {{{"t_triplet", {0.2}}, {"orbital", {0.01}}},
         {{"momentum", "auto"}, {"momentum_direction", "along"}},
         {"--t-triplet=0.2", "--orbital=0.01", "--momentum=auto", "--momentum-direction=along"}},
        {{{"tc0", {3.0}}, {"thickness", {0.6}}, {"diffusion", {1.5}}, {"momentum", {0.2}}},
         {{"units", "si"}},
         {"--tc0=3", "--units=si", "--thickness=0.6", "--diffusion=1.5", "--momentum=0.2"}},
        {{}, {{"beta", "7"}}, {"--beta=7"}},
    };
    for (const Case& c : cases) {
        const GridPoint mine = point_of(request_of(1, c.numbers, c.texts), 0),
                        program = single_grid_point(read_configuration("", c.arguments));
        expect_equal(mine.parameters, program.parameters);
        EXPECT_EQ(mine.unit.energy, program.unit.energy);
        EXPECT_EQ(mine.unit.field, program.unit.field);
    }
}

TEST(Request, ColumnsGiveEachRowItsOwn) {
    const Columns numbers{{"tc0", {3.0, 7.4}}, {"beta", {4.1, 3.4}}, {"T", {1.5}}};
    const Request request = request_of(2, numbers);
    EXPECT_DOUBLE_EQ(point_of(request, 0).parameters.T, 0.5);
    EXPECT_DOUBLE_EQ(point_of(request, 1).parameters.T, 1.5 / 7.4);
    EXPECT_EQ(point_of(request, 1).unit.temperature, 7.4);
    EXPECT_FALSE(same_settings(request, 0, 1));
}

TEST(Request, ARefusalIsTheLineOfTheProgram) {
    const struct {
        Columns numbers;
        Texts texts;
        std::vector<std::string> arguments;
    } cases[] = {
        {{{"beta", {-1.0}}}, {}, {"--beta=-1"}},
        {{{"gamma", {11.0}}}, {}, {"--gamma=11"}},
        {{{"T", {0.0001}}}, {}, {"--T=0.0001"}},
        {{{"T", {0.001}}, {"tc0", {3.0}}}, {}, {"--T=0.001", "--tc0=3"}},
        {{{"tc0", {0.0}}}, {}, {"--tc0=0"}},
        {{{"tc0", {3.0}}}, {{"units", "reduced"}}, {"--tc0=3", "--units=reduced"}},
        {{}, {{"units", "si"}}, {"--units=si"}},
        {{{"t_triplet", {1.0}}}, {}, {"--t-triplet=1"}},
        {{{"gamma", {0.1}}, {"gamma_intra", {0.1}}}, {}, {"--gamma=0.1", "--gamma-intra=0.1"}},
        {{{"thickness", {1.0}}}, {}, {"--thickness=1"}},
        {{{"theta", {400.0}}}, {}, {"--theta=400"}},
        {{{"tolerance", {1.0}}}, {}, {"--tolerance=1"}},
        {{}, {{"pocket", "G:beta=2"}}, {"--pocket=G:beta=2"}},
        {{}, {{"pocket", "G:share=2"}}, {"--pocket=G:share=2"}},
        {{{"thickness", {0.5}}, {"tc0", {3.0}}}, {}, {"--thickness=0.5", "--tc0=3"}},
    };
    for (const auto& c : cases) {
        const std::string mine = refusal(c.numbers, c.texts);
        EXPECT_EQ(mine, refusal_of_program(c.arguments)) << c.numbers.size();
        EXPECT_NE(mine, "");
    }
}

TEST(Request, OneBadRowOfManyIsNamed) {
    EXPECT_EQ(refusal({{"beta", {1.0, 2.0, -0.5}}}), refusal({{"beta", {-0.5}}}));
    EXPECT_EQ(refusal({{"T", {0.5, 0.5, 0.5, 1e-4}}}), refusal({{"T", {1e-4}}}));
}

/// beta = 300 meV is too much at tc0 = 3 K, and is not asked for there.
TEST(Request, LimitsAreThoseOfEachRow) {
    EXPECT_EQ(refusal({{"tc0", {3.0, 90.0}}, {"beta", {4.0, 300.0}}, {"T", {1.0}}}), "");
    EXPECT_NE(refusal({{"tc0", {90.0, 3.0}}, {"beta", {4.0, 300.0}}, {"T", {1.0}}}), "");
}

TEST(Request, ShapesAndNamesAreChecked) {
    const double numbers[] = {0.1, 0.2, 0.3};
    const auto refused = [](std::vector<mirage_input> in) {
        EXPECT_THROW(read_request(3, in, none), InputError) << (in[0].name ? in[0].name : "null");
    };
    refused({{"beta", numbers, 2, nullptr}});
    refused({{"beta", numbers, 0, nullptr}});
    refused({{"beta", numbers, -3, nullptr}});
    refused({{"beta", nullptr, 3, nullptr}});
    refused({{nullptr, numbers, 3, nullptr}});
    refused({{"betta", numbers, 3, nullptr}});
    refused({{"units", numbers, 1, nullptr}});
    refused({{"tolerance", numbers, 3, nullptr}});
    refused({{"pocket", numbers, 1, nullptr}});
    refused({{"beta", numbers, 3, nullptr}, {"beta", numbers, 1, nullptr}});
    refused({{"gamma-inter", numbers, 3, nullptr}, {"gamma_inter", numbers, 1, nullptr}});
    refused({{"pocket", nullptr, 0, "G:share=0.1"}, {"pocket", nullptr, 0, "G:share=0.2"}});
    EXPECT_NE(refusal({}, {{"beta", "1, 2"}}), "");
    EXPECT_NE(refusal({}, {{"beta", "much"}}), "");
}

TEST(Request, NumbersOfACallAreCheckedInReducedUnits) {
    const OwnInputs own{{{"energy", UnitKind::energy, "", 0.0, [](double x) { return x < 2.0; }, "below 2"}}};
    EXPECT_EQ(request_of(1, {}, {}, own).number("energy").at(0), 0.0);
    EXPECT_NO_THROW(request_of(2, {{"energy", {0.0, 1.9}}}, {}, own));
    EXPECT_THROW(request_of(2, {{"energy", {0.0, 2.1}}}, {}, own), InputError);
    EXPECT_NO_THROW(request_of(1, {{"energy", {2.1}}, {"tc0", {100.0}}, {"T", {50.0}}}, {}, own))
        << "Delta0 is 15 meV";
}

TEST(Request, NoRowsAreNoError) { EXPECT_NO_THROW(request_of(0, {{"beta", {7.0}}})); }

}  // namespace
