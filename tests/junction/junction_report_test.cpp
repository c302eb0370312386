#include "junction/junction_report.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

struct JunctionReportTest : testing::Test {
    JunctionReport report;
    JunctionReportTest() {
        JunctionTask task = made_task(ising_junction());
        task.background = Background::linear;
        add_usual_parameters(task);
        report = junction_report(task, "uS", {"a note"}, "mirage fit-spectrum a.csv");
    }
};

TEST_F(JunctionReportTest, JsonHasEverything) {
    const Json json = Json::parse(junction_json(report));
    for (const char* key :
         {"command", "version", "unit_of", "model", "self_consistent", "parameters", "chi2", "reduced_chi2",
          "points", "goodness", "correlation", "curves", "statements", "notes"})
        EXPECT_TRUE(json.contains(key)) << key;
    const Json& beta = json["parameters"]["beta"];
    EXPECT_EQ(beta["status"], "determined");
    EXPECT_EQ(beta["unit"], "meV");
    EXPECT_LT(beta["interval"][0], 1.2);
    EXPECT_GT(beta["interval"][1], 1.2);
    ASSERT_EQ(json["curves"].size(), 3u);
    const Json& curve = json["curves"][2];
    EXPECT_EQ(curve["background"].size(), 2u);
    EXPECT_TRUE(curve["mirage"]["seen"]);
    for (const char* column : {"V", "measured", "fitted", "residual"})
        EXPECT_EQ(curve[column].size(), 121u) << column;
    EXPECT_TRUE(json["curves"][0]["mirage"]["epsilon_1"].is_null()) << "no field";
}

TEST_F(JunctionReportTest, CsvIsTheCurves) {
    const std::string text = junction_csv(report);
    EXPECT_NE(
        text.find("\n# columns: curve [1], T [K], B [T], V [mV], measured [uS], fitted [uS], residual [1]\n"
                  "curve,T,B,V,measured,fitted,residual\n1,0.4,0,-2.5,"),
        std::string::npos)
        << text.substr(0, 600);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3 * 121 + 5);
}

TEST_F(JunctionReportTest, TheTableSaysWhatIsKnown) {
    const std::string text = junction_table(report);
    EXPECT_TRUE(text.starts_with("model exact, 3 curves of 363 points\n\nparameter ")) << text;
    for (const char* part :
         {"beta [meV] ", "delta[3] [meV] ", "the model describes the curves", "- the mirage gap is inside"})
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

}  // namespace
