#include "results/heading.hpp"

#include <gtest/gtest.h>

#include "mirage/version.hpp"
#include "program.hpp"

namespace {

using namespace mirage;

Heading example() {
    const Configuration c =
        read_configuration("", {"--units=si", "--tc0=3", "--beta=4.1", "--T=0.5,1", "--alpha=0:1:3"});
    return {
        "mirage line",
        c.units,
        parameters_of(c, {"T", "B"}),
        {column("T", UnitKind::temperature, c.units), column("B_c2", UnitKind::field, c.units), {"order"}}};
}

TEST(Heading, AShellReadsTheCommandLineBack) {
    EXPECT_EQ(command_line("line", {"--T=0.1:1:5:log", "--beta", "-7"}),
              "mirage line --T 0.1:1:5:log --beta -7");
    EXPECT_EQ(command_line("fit", {"a b=c.csv", "--bounds=beta=0:50"}),
              "mirage fit 'a b=c.csv' --bounds beta=0:50");
    const std::vector<std::string> words{"two words", "it's", "",   "$HOME",
                                         "a\nb\t'\\", "b*",   "#x", "\xce\x93"};
    const std::string line = command_line("show", words);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const mirage_test::Folder folder;
    const std::string script = folder.write("a.sh", "mirage() { printf '%s|' \"$@\"; }\n" + line + "\n");
    std::string expected = "show|";
    for (const std::string& word : words) expected += word + "|";
    EXPECT_EQ(mirage_test::shell("bash " + script).out, expected);
}

TEST(Heading, AVeryLongCommandLineIsCut) {
    const std::string line = command_line("line", {std::string(100000, '1')});
    EXPECT_LT(line.size(), 3000u);
    EXPECT_NE(line.find(" ... "), std::string::npos);
}

TEST(Heading, CommentsThenTheNamesOfTheColumns) {
    EXPECT_EQ(
        csv_head(example()),
        "# mirage " + version_text() +
            "\n# command: mirage line\n# parameters: units=si beta=4.1 gamma=0 alpha=0:1:3 tc0=3 g_factor=2\n"
            "# columns: T [K], B_c2 [T], order [1]\nT,B_c2,order\n");
    EXPECT_NE(version_text().find(version), std::string::npos);
    EXPECT_NE(version_text().find(git_commit), std::string::npos);
}

TEST(Heading, JsonHasTheSame) {
    const Json json = Json::parse(json_text(json_head(example())));
    EXPECT_EQ(json["command"], "mirage line");
    EXPECT_EQ(json["version"], version_text());
    EXPECT_EQ(json["units"], "si");
    EXPECT_EQ(json["parameters"]["beta"], 4.1);
    EXPECT_EQ(json["parameters"]["tc0"], 3.0);
    EXPECT_EQ(json["parameters"]["alpha"], "0:1:3");
    EXPECT_FALSE(json["parameters"].contains("T"));
    EXPECT_EQ(json["unit_of"]["B_c2"], "T");
}

TEST(Heading, WordsThatAreNoUtf8DoNotStopJson) {
    EXPECT_TRUE(Json::parse(json_text({{"command", command_line("show", {"\xff.h5"})}})).contains("command"));
}

}  // namespace
