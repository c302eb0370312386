#include "file/file_part.hpp"

#include <memory>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"
#include "sweep_cases.hpp"

namespace {

using namespace mirage;

/// A file with an axis of beta, and spectra on a part of T.
class FilePartTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = std::make_unique<mirage_test::Folder>();
        const mirage_test::Outcome run = mirage_test::mirage(
            "sweep " + folder_->write("a.cfg", "[grid]\nT = 0.1,0.3,0.5\nB = 0:1:3\n") +
            " --beta 1:2:2 --gamma 0,0.1 --energy 0:2:5 --spectrum-T 0.3 --output " + file());
        ASSERT_EQ(run.status, 0) << run.err;
    }
    void SetUp() override { layout_ = read_layout(file()); }
    static void TearDownTestSuite() { folder_.reset(); }
    static std::string file() { return *folder_ / "a.h5"; }
    std::vector<std::vector<double>> values(const FilePart& part) const {
        std::vector<std::vector<double>> all(part.variables.size());
        stream_part(file(), part, [&all](const std::vector<std::vector<double>>& values) {
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i].insert(all[i].end(), values[i].begin(), values[i].end());
        });
        return all;
    }

    inline static std::unique_ptr<mirage_test::Folder> folder_;
    FileSummary layout_;
};

TEST_F(FilePartTest, SelectedValuesAreThoseOfTheWhole) {
    const FilePart whole = select_part(layout_, {"order_parameter", "phase"}, {});
    ASSERT_EQ(whole.axes.size(), 5u);
    EXPECT_EQ(whole.axes[0].name, "beta");
    const auto all = values(whole);
    ASSERT_EQ(all[0].size(), 2u * 1 * 2 * 3 * 3);
    const FilePart some =
        select_part(layout_, {"order_parameter", "phase"}, {{"gamma", 0.1 * (1 + 1e-12)}, {"T", 0.3}});
    const auto part = values(some);
    EXPECT_EQ(some.axes[2].values, (std::vector<double>{0.1}));
    ASSERT_EQ(part[1].size(), 2u * 3);
    for (std::size_t beta = 0; beta < 2; ++beta)
        for (std::size_t B = 0; B < 3; ++B)
            for (std::size_t v = 0; v < 2; ++v)
                EXPECT_EQ(part[v][3 * beta + B], all[v][((2 * beta + 1) * 3 + 1) * 3 + B]);
}

TEST_F(FilePartTest, SpectraHaveTheirOwnAxis) {
    const FilePart part = select_part(layout_, {"dos"}, {{"T", 0.3}, {"energy", 0.5}});
    EXPECT_EQ(part.axes[3].name, "T_spectrum");
    EXPECT_EQ(part.axes[5].values, (std::vector<double>{0.5}));
    EXPECT_EQ(values(part)[0].size(), 2u * 2 * 3);
}

TEST_F(FilePartTest, WhatIsNotThereIsToldWithWhatIs) {
    const auto error = [&](const std::vector<std::string>& names,
                           const std::vector<std::pair<std::string, double>>& selected) -> std::string {
        try {
            select_part(layout_, names, selected);
        } catch (const InputError& refused) {
            return refused.what();
        }
        return "";
    };
    EXPECT_NE(error({"Delta"}, {}).find("order_parameter, free_energy"), std::string::npos);
    EXPECT_NE(error({"B_c2"}, {{"gamma", 0.2}}).find("it has 0, 0.1"), std::string::npos);
    EXPECT_NE(error({"B_c2"}, {{"gamma", 0.1 * (1 + 1e-8)}}), "");
    EXPECT_NE(error({"B_c2"}, {{"B", 0.5}}).find("allowed: beta, alpha, gamma, T"), std::string::npos);
    EXPECT_NE(error({"dos"}, {{"T", 0.1}}).find("it has 0.3"), std::string::npos);
    EXPECT_NE(error({"B_c2", "phase"}, {}), "");
}

}  // namespace
