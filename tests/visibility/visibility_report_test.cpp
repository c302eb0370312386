#include "visibility/visibility_report.hpp"

#include <gtest/gtest.h>

#include "csv.hpp"
#include "results/heading.hpp"

namespace {

using namespace mirage;

std::string text_of(std::vector<std::string> arguments, const std::string& format) {
    arguments.push_back("--format=" + format);
    const VisibilityRequest request = visibility_request(arguments);
    return visibility_text(request, visibility_map(grid_of(request.configuration), request.instrument, 1),
                           "mirage visibility");
}

const std::vector<std::string> usual{"--beta=3", "--gamma=0.1", "--T=0.1, 0.4", "--B=0, 1, 9"};

TEST(VisibilityReport, CsvHasARowForEachPoint) {
    const std::string text = text_of(usual, "csv");
    std::size_t lines = 0;
    for (const char c : mirage_test::without_comments(text)) lines += c == '\n';
    EXPECT_EQ(lines, 7u);
    EXPECT_NE(text.find("\n# statement: At 0.1 Tc0 and 1 % noise"), std::string::npos) << text;
    EXPECT_NE(text.find("\n# fields: T=0.4 B_c2="), std::string::npos) << text;
    EXPECT_NE(text.find("V_dip [Delta0/e]"), std::string::npos) << text;
    EXPECT_NE(text.find("\n0.1,0,"), std::string::npos) << text;
    EXPECT_NE(text.find(",none\n"), std::string::npos) << text;
    EXPECT_NE(text.find(",normal\n"), std::string::npos) << text;
}

TEST(VisibilityReport, JsonHasTheSameAndTheBestOfAll) {
    const Json json = Json::parse(text_of(usual, "json"));
    ASSERT_EQ(json["rows"].size(), 6u);
    ASSERT_EQ(json["temperatures"].size(), 2u);
    EXPECT_EQ(json["rows"][1]["B"], 1.0);
    EXPECT_EQ(json["rows"][1]["visible"], "yes");
    EXPECT_TRUE(json["rows"][0]["V_dip"].is_null());
    EXPECT_EQ(json["best"]["T"], 0.1);
    EXPECT_EQ(json["best"]["depth"], json["temperatures"][0]["depth"]);
    EXPECT_GT(json["temperatures"][0]["depth"], json["temperatures"][1]["depth"]);
    EXPECT_EQ(json["parameters"]["noise"], 0.01);
    EXPECT_FALSE(json["parameters"].contains("t_effective")) << "not given";
    EXPECT_EQ(json["unit_of"]["largest_temperature"], "Tc0");
    EXPECT_EQ(json["temperatures"][0]["failed"], false);
}

TEST(VisibilityReport, WithoutADipThereIsNoBest) {
    const Json json = Json::parse(text_of({"--beta=0", "--T=0.1", "--B=0.1, 0.3"}, "json"));
    EXPECT_TRUE(json["best"].is_null());
    EXPECT_TRUE(json["temperatures"][0]["B"].is_null());
    EXPECT_EQ(json["rows"][0]["depth"], 0.0);
    EXPECT_EQ(json["rows"][0]["status"], "none");
}

TEST(VisibilityReport, SiUnits) {
    const Json json =
        Json::parse(text_of({"--tc0=3", "--beta=1.2", "--T=0.3", "--B=5", "--lock-in=0.05"}, "json"));
    EXPECT_EQ(json["unit_of"]["V_low"], "mV");
    EXPECT_EQ(json["unit_of"]["largest_lock_in"], "mV");
    EXPECT_EQ(json["unit_of"]["largest_eta"], "meV");
    EXPECT_EQ(json["unit_of"]["B"], "T");
    EXPECT_NEAR(json["parameters"]["lock_in"].get<double>(), 0.05, 1e-15);
}

TEST(VisibilityReport, ATableOfTemperatures) {
    const std::string text = text_of(usual, "table");
    EXPECT_EQ(text.find("          T"), 0u) << text;
    EXPECT_NE(text.find("\n\nAt 0.1 Tc0 and 1 % noise the mirage gap is visible"), std::string::npos) << text;
}

}  // namespace
