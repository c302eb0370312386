#include "file/summary_text.hpp"

#include <gtest/gtest.h>

#include "file/result_file.hpp"
#include "program.hpp"

namespace {

using namespace mirage;

FileSummary layout_of(const std::vector<std::string>& arguments) {
    const mirage_test::Folder folder;
    create_result_file(folder / "a.h5", read_configuration("", arguments), {1, 2, 1.0, "plain"});
    return read_layout(folder / "a.h5");
}

TEST(SummaryText, NamesTheMaterialWhetherItIsAnAxisOrNot) {
    const std::string si = summary_text(
        "a.h5", layout_of({"--units=si", "--tc0=3", "--beta=4.1", "--T=1", "--B=0:1:2", "--gamma=0,0.1"}));
    EXPECT_NE(
        si.find("\n  beta 4.1 meV, gamma 0 to 0.1 meV, alpha 0 meV, Tc0 3 K, g 2, Delta0 0.455997 meV (si "
                "units)\n"),
        std::string::npos)
        << si;
    EXPECT_NE(si.find(" 1 rank x 2 threads,"), std::string::npos) << si;
    EXPECT_NE(si.find(" 1 value  1 K\n"), std::string::npos) << si;
    EXPECT_NE(si.find(" 2 values  0 to 1 T\n"), std::string::npos) << si;
    const std::string reduced = summary_text("a.h5", layout_of({"--beta=1:9:5", "--T=0.1"}));
    EXPECT_NE(reduced.find("\n  beta 1 to 9 Delta0, gamma 0 Delta0, alpha 0 Delta0 (reduced units)\n"),
              std::string::npos)
        << reduced;
}

TEST(SummaryText, JsonHasTheSame) {
    const Json json = Json::parse(
        summary_json(layout_of({"--units=si", "--tc0=3", "--beta=4.1", "--T=1:2:2", "--gamma=0,0.1"}),
                     "mirage show a.h5"));
    EXPECT_EQ(json["units"], "si");
    EXPECT_EQ(json["parameters"]["beta"], 4.1);
    EXPECT_NEAR(json["parameters"]["Delta0"], 0.4559975, 1e-7);
    EXPECT_EQ(json["dimensions"]["gamma"], 2);
    EXPECT_EQ(json["coordinates"]["T"]["values"][1], 2.0);
    EXPECT_EQ(json["coordinates"]["T"]["units"], "K");
    EXPECT_EQ(json["variables"]["B_c2"]["dims"], (std::vector<std::string>{"alpha", "gamma", "T"}));
    EXPECT_EQ(json["variables"]["B_c2"]["units"], "T");
    EXPECT_TRUE(json["variables"]["phase"]["counts"].contains("gapless"));
    EXPECT_NE(json["attributes"]["configuration"].get<std::string>().find("beta = 4.1"), std::string::npos);
}

}  // namespace
