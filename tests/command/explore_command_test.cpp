// `mirage explore` through the command line, with a page of one line in place of the real one.

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv.hpp"
#include "program.hpp"
#include "sweep_cases.hpp"
#include "unpacked.hpp"

namespace {

using Json = nlohmann::json;
using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;
using mirage_test::read_file;
using mirage_test::shell;

const std::string head = "<!doctype html><script type=\"application/json\" id=\"mirage-file\">",
                  tail = "</script><p>text</p>\n";

class ExploreCommand : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directory(folder / "explorer");
        std::filesystem::copy_file(MIRAGE_PROGRAM, folder / "mirage");
        folder.write("explorer/mirage.html", head + "null" + tail);
        ASSERT_EQ(mirage("sweep " + folder.write("a.cfg", std::string(mirage_test::small_deck) + extra) +
                         " --output " + run)
                      .status,
                  0);
    }
    Outcome explore(const std::string& arguments) {
        return shell("cd " + folder / "" + " && ./mirage explore " + arguments);
    }
    Json data(const std::string& page) {
        const std::string text = read_file(page);
        EXPECT_TRUE(text.starts_with(head));
        EXPECT_TRUE(text.ends_with(tail));
        const std::string json = text.substr(head.size(), text.size() - head.size() - tail.size());
        EXPECT_EQ(json.find('<'), json.npos);
        return Json::parse(json);
    }
    Json variable(const Json& json, const std::string& name) {
        for (const Json& variable : json["variables"])
            if (variable["name"] == name) return variable;
        ADD_FAILURE() << name;
        return {};
    }
    std::string extra = "[spectrum]\nenergy = -4:4:5\nT = 0.1\n";
    Folder folder;
    std::string run = folder / "run.h5";
};

TEST_F(ExploreCommand, ThePageHoldsWhatTheFileHolds) {
    const Outcome made = explore("run.h5");
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_TRUE(made.out.starts_with("run.html (")) << made.out;
    const Json json = data(folder / "run.html");
    EXPECT_EQ(json["name"], "run.h5");
    EXPECT_EQ(json["units"], "si");
    EXPECT_EQ(json["parameters"]["tc0"], 3.0);
    EXPECT_NE(json["attributes"]["configuration"].get<std::string>().find("[grid]"), std::string::npos);
    const auto expect_variable = [&](const std::string& name, std::size_t count, bool exact) {
        const Json own = variable(json, name);
        EXPECT_EQ(own["type"], exact ? "f8" : "f4") << name;
        const std::vector<double> values = exact ? mirage_test::unpacked<double>(own["data"], count)
                                                 : mirage_test::unpacked<float>(own["data"], count);
        const mirage_test::Csv csv = mirage_test::csv_of("show " + run + " --variable " + name);
        ASSERT_EQ(csv.rows.size(), count);
        for (std::size_t i = 0; i < count; ++i) {
            const double stored = csv.rows[i].back();
            EXPECT_TRUE((std::isnan(stored) && std::isnan(values[i])) ||
                        values[i] == (exact ? stored : static_cast<double>(static_cast<float>(stored))))
                << name << " " << i;
        }
    };
    expect_variable("order_parameter", 2 * 2 * 4 * 7, false);
    expect_variable("B_c2", 2 * 2 * 4, true);
    expect_variable("T_upturn", 2 * 2, true);
    expect_variable("dos", 2 * 2 * 7 * 5, false);
    const Json phase = variable(json, "phase");
    EXPECT_EQ(phase["type"], "i1");
    EXPECT_EQ(phase["flags"]["1"], "gapped");
    EXPECT_EQ(phase["dims"], (Json{"alpha", "gamma", "T", "B"}));
    EXPECT_TRUE(json["missing"].empty());
    EXPECT_TRUE(json["measurements"].empty());
}

TEST_F(ExploreCommand, APartWithMeasuredPoints) {
    folder.write("data.csv", "T,B,name\n1,20,<script>alert(1)</script>\n2,10,b\n");
    folder.write("more.csv", "T (K),Bc2 (T)\n0.5,30\n");
    const Outcome made =
        explore("run.h5 --data data.csv --data more.csv --select gamma=0.1,T=3 --output p.html");
    ASSERT_EQ(made.status, 0) << made.err;
    const Json json = data(folder / "p.html");
    EXPECT_EQ(json["axes"][1]["values"], Json{0.1});
    EXPECT_EQ(json["axes"][2]["values"], Json{3.0});
    EXPECT_EQ(json["missing"][0]["reason"], "not stored at the values selected") << "spectra at 0.1 K alone";
    const mirage_test::Csv csv =
        mirage_test::csv_of("show " + run + " --variable B_c2 --select gamma=0.1,T=3");
    const std::vector<double> fields = mirage_test::unpacked<double>(variable(json, "B_c2")["data"], 2);
    EXPECT_EQ(fields[0], csv.rows[0].back());
    EXPECT_EQ(fields[1], csv.rows[1].back());
    ASSERT_EQ(json["measurements"].size(), 2u);
    EXPECT_EQ(json["measurements"][0]["name"], "data.csv");
    EXPECT_EQ(json["measurements"][1]["samples"][0]["points"][0]["B"], 30.0);
}

TEST_F(ExploreCommand, WhatIsThereStaysAndBadInputIsOneLine) {
    folder.write("run.html", "mine");
    folder.write("bad.h5", "no result");
    for (const char* arguments :
         {"run.h5", "run.h5 --output run.html", "", "none.h5 --output x.html", "bad.h5 --output x.html",
          "run.h5 --output x.html --select gamma=7", "run.h5 --output x.html --select energy=0",
          "run.h5 --output x.html --data none.csv", "run.h5 --output run.h5 --overwrite",
          "run.h5 --output none/x.html", "run.h5 run.h5 --output x.html"}) {
        const Outcome refused = explore(arguments);
        EXPECT_EQ(refused.status, 2) << arguments;
        EXPECT_EQ(refused.error_lines(), 1) << arguments << "\n" << refused.err;
    }
    EXPECT_EQ(read_file(folder / "run.html"), "mine");
    EXPECT_FALSE(std::filesystem::exists(folder / "x.html"));
    EXPECT_EQ(explore("run.h5 --output run.html --overwrite").status, 0);
    std::filesystem::remove(folder / "explorer/mirage.html");
    const Outcome without = explore("run.h5 --output y.html");
    EXPECT_EQ(without.status, 2);
    EXPECT_NE(without.err.find("explorer.html"), std::string::npos);
}

}  // namespace
