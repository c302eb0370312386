#include "command/citation.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using Keys = std::vector<std::string>;

Keys keys(const std::string& command, const Arguments& arguments) {
    return citation_keys(find_command(command), arguments);
}

TEST(Citation, SettingsBringTheirPapers) {
    EXPECT_EQ(keys("point", {"--T", "0.1", "--alpha", "0"}), Keys{"tang2021"});
    EXPECT_EQ(keys("line", {"--alpha=0,0.2"}), (Keys{"tang2021", "harms2025"}));
    EXPECT_EQ(keys("sweep", {"--grid.alpha=0.2", "--material.t-triplet=0.5"}),
              (Keys{"tang2021", "harms2025", "mockli2019"}));
    EXPECT_EQ(keys("fit", {"a.csv"}), (Keys{"tang2021", "zhang2021"}));
    EXPECT_EQ(keys("show", {"a.h5"}), Keys{});
}

TEST(Citation, FormulasHaveTheirOwn) {
    EXPECT_EQ(keys("formula", {"klb", "--T=0.5"}), Keys{"zhang2021"});
    EXPECT_THROW(keys("formula", {"kbl"}), InputError);
}

TEST(Citation, ADeckCountsAndTheCommandLineGoesFirst) {
    const mirage_test::Folder folder;
    const std::string deck = folder.write("a.cfg", "[grid]\nalpha = 0,0.1\n");
    EXPECT_EQ(keys("sweep", {deck}), (Keys{"tang2021", "harms2025"}));
    EXPECT_EQ(keys("sweep", {deck, "--alpha", "0"}), Keys{"tang2021"});
    EXPECT_THROW(keys("sweep", {folder / "none.cfg"}), InputError);
}

}  // namespace
