// `mirage transitions` through the command line: files as people have them, what is printed, and that `mirage
// fit` reads it.

#include <cmath>
#include <functional>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv.hpp"
#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;

/// 100 Ohm above, with a little drift and a little noise that repeats.
double resistance(double x, double middle) {
    return (100.0 + 0.5 * (x - middle)) / (1.0 + std::exp(-(x - middle) / 0.04)) + 0.1 * std::sin(1000.0 * x);
}

constexpr int count = 111;
double at(int i) { return 0.5 + 0.05 * i; }  // to 6

/// Lines of a format with two numbers {0}, {1}: x and R(x), up.
std::string lines(const char* format, double middle, double scale_x = 1.0, double scale_R = 1.0) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text +=
            fmt::format(fmt::runtime(format), scale_x * at(i), scale_R * resistance(at(i), middle)) + "\n";
    return text;
}
std::string commas(std::string text) {
    for (char& c : text)
        if (c == '.') c = ',';
    return text;
}
/// Rows of x and several resistances.
std::string wide(const std::vector<double>& middles, const char* separator = ",") {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += fmt::format("{:.5g}", at(i));
        for (const double m : middles) text += fmt::format("{}{:.6g}", separator, resistance(at(i), m));
        text += "\n";
    }
    return text;
}
/// Rows x, fixed, R for several fixed values, up and down.
std::string stepped(const std::vector<std::pair<double, double>>& fixed_and_middle, const char* format) {
    std::string text;
    for (const auto& [fixed, middle] : fixed_and_middle)
        for (int k = 0; k < 2 * count; ++k) {
            const double x = at(k < count ? k : 2 * count - 1 - k);
            text += fmt::format(fmt::runtime(format), x, fixed, resistance(x, middle)) + "\n";
        }
    return text;
}

struct Point {
    double T, B;
};
struct Shape {
    const char* name;  ///< of the file
    std::string content, options;
    std::vector<Point> points;  ///< in the order of T
};

const std::string instrument_head =
    "[Header]\nTITLE,NbSe2\nBYAPP,Resistivity,2.0,1.0\nINFO,Sample 1,SAMPLE1\n[Data]\n"
    "Comment,Time Stamp (sec),Status (code),Temperature (K),Magnetic Field (Oe),Sample Position (deg),"
    "Bridge 1 Resistivity (Ohm-m),Bridge 1 Excitation (uA),Bridge 2 Resistivity (Ohm-m),Bridge 2 Excitation "
    "(uA),"
    "Bridge 1 Std. Dev. (Ohm-m)\n";

std::vector<Shape> shapes() {
    const auto at_2T = [](const char* name, const std::string& content, const std::string& options = "") {
        return Shape{name, content, options, {{3.0, 2.0}}};
    };
    std::vector<Shape> all{
        at_2T("R_T_2T.csv", "T (K),R (Ohm)\n" + lines("{:.4g},{:.6g}", 3)),
        at_2T("2T.txt", "T(K) R(Ohm)\n" + lines("{:.4g} {:.6g}", 3)),
        at_2T("sample3_B2T_up.dat", "Temperature,Resistance\n" + lines("{:.4g},{:.6g}", 3)),
        at_2T("R_20kOe.dat", "Temp. (K)\tR_xx (kOhm)\n" + lines("{:.4g}\t{:.8g}", 3, 1, 1e-3)),
        at_2T("a.dat", "T (K)\tH (Oe)\tR (Ohm)\n" + lines("{:.4g}\t20000.3\t{:.6g}", 3)),
        at_2T("b.dat", "T;B;R\nK;T;Ohm\n" + commas(lines("{:.4f};2.0;{:.4f}", 3))),
        at_2T("c.dat", "# measured in May\n# B = 2 T\n# T/K  R/Ohm\n" + lines("{:.4g} {:.6g}", 3)),
        at_2T("d.dat", "T (mK),R (mOhm)\n" + lines("{:.5g},{:.6g}", 3, 1e3, 1e3), "--field 2"),
        at_2T("R_2T.txt", lines("{:.4g} {:.6g}", 3)),
        at_2T("e.txt", lines("{:.4g},{:.6g}", 3), "--field 2"),
        at_2T("0p5_2T", "T(K),R(Ohm)\n" + lines("{:.4g},{:.6g}", 3)),
        at_2T("f.dat", "T (K),X (V),Y (V)\n" + lines("{:.4g},{:.6g},1e-9", 3, 1, 1e-6), "--field 2"),
        at_2T("g.dat", "T (K),V_xx (uV)\n" + lines("{:.4g},{:.6g}", 3, 1, -1), "--field 2"),
        at_2T("h.dat", "T (K),R/Rn\n" + lines("{:.4g},{:.6g}", 3, 1, 0.01), "--field 2"),
        at_2T("i.dat",
              "time (s),T (K),R_xy (Ohm),R_xx (Ohm),I (A)\n" + lines("7,{0:.4g},0.3,{1:.6g},1e-6", 3),
              "--field 2"),
        at_2T("j.dat", "T_setpoint (K),T_sample (K),R (Ohm)\n" + lines("4,{:.4g},{:.6g}", 3), "--field 2"),
        at_2T("k.dat", "a,b,c\n" + lines("1,{:.4g},{:.6g}", 3), "--columns T=2,R=3 --field 2"),
        at_2T("l.itx", "IGOR\nWAVES/D\tT\tR\nBEGIN\n" + lines("\t{:.4g}\t{:.6g}", 3) + "END\n", "--field 2"),
        at_2T("m.dat", "\xEF\xBB\xBFT (K),R (\xCE\xA9)\r\n" + lines("{:.4g},{:.6g}\r", 3), "--field 2"),
        at_2T("n.dat", "Temperature\tResistance\nK\tOhm\n\t2 T\n" + lines("{:.4g}\t{:.6g}", 3)),
        at_2T("o.dat", instrument_head + lines(",1,1,{:.4g},20000.1,0.01,{:.6g},10,,,1e-9", 3, 1, 1e-8)),
        at_2T("p.dat", "T (K),R (Ohm)\n1,NaN\n,5\n" + lines("{:.4g},{:.6g}", 3), "--field 2"),
        at_2T("q.dat", "T (K),B (T),R_up (Ohm),R_down (Ohm)\n" + lines("{0:.4g},2,{1:.6g},{1:.6g}", 3)),
        {"wide.csv", "T (K),0 T,2 T,4 T\n" + wide({3.5, 3, 2}), "", {{2, 4}, {3, 2}, {3.5, 0}}},
        {"wide2.csv", "T(K)\tR at 2 T (Ohm)\tR at 4 T (Ohm)\n" + wide({3, 2}, "\t"), "", {{2, 4}, {3, 2}}},
        {"wide3.csv", "T (K);R(B=20 kOe);R(B=40 kOe)\n" + wide({3, 2}, ";"), "", {{2, 4}, {3, 2}}},
        {"wide4.csv", "B (T),R_1.5K,R_2K\n" + wide({3, 2}), "", {{1.5, 3}, {2, 2}}},
        {"RB_1.5K.dat", "B (T),R (Ohm)\n" + lines("{:.4g},{:.6g}", 3), "", {{1.5, 3}}},
        {"RB.dat", "mu0H (mT)\tR (Ohm)\n" + lines("{:.6g}\t{:.6g}", 3, 1e3), "--temperature 1.5", {{1.5, 3}}},
        {"many.dat",
         "T (K),B (T),R (Ohm)\n" + stepped({{0, 3.5}, {2, 3}, {4, 2}}, "{0:.4g},{1},{2:.6g}"),
         "",
         {{2, 4}, {3, 2}, {3.5, 0}}},
        {"many2.dat",
         "T (K),B (T),R (Ohm)\n" + stepped({{1.5, 3}, {2, 2}}, "{1},{0:.4g},{2:.6g}"),
         "",
         {{1.5, 3}, {2, 2}}},
        {"PPMS.dat",
         instrument_head + stepped({{0, 3.5}, {20000, 3}}, ",1,1,{0:.4g},{1},0,{2:.6g},10,,,1e-9"),
         "",
         {{3, 2}, {3.5, 0}}},
    };
    std::string pairs = "T\tR\tT\tR\nK\tOhm\tK\tOhm\n\t2 T\t\t4 T\n", both = "B (T),R (Ohm)\n";
    for (int i = 0; i < count; ++i)
        pairs += fmt::format("{:.4g}\t{:.6g}\t{:.4g}\t{:.6g}\n", at(i), resistance(at(i), 3), at(i) + 0.01,
                             resistance(at(i) + 0.01, 2));
    for (int i = -120; i <= 120; ++i)
        both += fmt::format("{:.4g},{:.6g}\n", 0.05 * i, resistance(0.05 * std::abs(i), 3));
    all.push_back({"pairs.dat", pairs, "", {{2, 4}, {3, 2}}});
    all.push_back({"1.5K.dat", both, "", {{1.5, 3}}});
    return all;
}

TEST(TransitionsCommand, ReadsFilesAsPeopleHaveThem) {
    for (const Shape& shape : shapes()) {
        const Folder folder;
        const Outcome run = mirage("transitions " + folder.write(shape.name, shape.content) +
                                   " --format json " + shape.options);
        ASSERT_EQ(run.status, 0) << shape.name << "\n" << run.err;
        const auto rows = nlohmann::json::parse(run.out)["rows"];
        ASSERT_EQ(rows.size(), shape.points.size()) << shape.name << "\n" << run.err << run.out;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_NEAR(rows[i]["T"], shape.points[i].T, 0.02) << shape.name << "\n" << run.err;
            EXPECT_NEAR(rows[i]["B"], shape.points[i].B, 0.02) << shape.name << "\n" << run.err;
        }
    }
}

struct Refused {
    const char* name;
    std::string content, options;
    const char* line;     ///< `:3:`, or the option
    const char* because;  ///< a part of the message
};

TEST(TransitionsCommand, RefusesInOneLineWithFileAndLine) {
    const std::string rows = lines("{:.4g},{:.6g}", 3), three = lines("{:.4g},2,{:.6g}", 3);
    std::string angles = "T (K),Angle (deg),R (Ohm)\n", loop = "T (K),B (T),R (Ohm)\n";
    for (int i = 0; i < count; ++i) {
        angles += fmt::format("{},{},{}\n", at(i), i % 3 * 30, resistance(at(i), 3));
        loop += fmt::format("{},{},{}\n", at(i), 0.1 * i, resistance(at(i), 3));
    }
    const std::vector<Refused> all{
        {"R.dat", "T (K),R (Ohm)\n" + rows, "", ":1:", "--field"},
        {"R.dat", "B (T),R (Ohm)\n" + rows, "", ":1:", "--temperature"},
        {"R.dat", rows, "", ":1:", "T or B"},
        {"R_2T.dat", three, "", ":1:", "without names"},
        {"R.dat", "T (K),0,2\n" + wide({3, 2}), "", ":1:", "a name states its field"},
        {"R_2T_4T.dat", "T (K),R (Ohm)\n" + rows, "", ":1:", "which is it"},
        {"R_2T.dat", "# B = 3 T\nT (K),R (Ohm)\n" + rows, "", ":2:", "which is it"},
        {"R_2T.dat", "T (K),R (Ohm)\n1,2\nheater off\n" + rows, "", ":3:", "text among the numbers"},
        {"R_2T.dat", "T (K),R (Ohm)\n1,2\n2,overload\n" + rows, "", ":3:", "overload"},
        {"R_2T.dat", "T (K),R (Ohm)\n-1,2\n" + rows, "", ":2:", "negative"},
        {"R_2T.dat", "T,R\n" + lines("{:.6g},{:.6g}", 3, 1e3), "", ":2:", "unit"},
        {"R_2T.dat", "T (C),R (Ohm)\n" + rows, "", ":1:", "no unit of a temperature"},
        {"R_2T.dat", "T/Tc,R (Ohm)\n" + rows, "", ":1:", "reduced"},
        {"R_2T.dat", "T (K),R_xy (Ohm)\n" + rows, "", ":1:", "R_xy"},
        {"R_2T.dat", angles, "", ":1:", "angle"},
        {"R.dat", loop, "", ":1:", "--swept"},
        {"R_2T.dat", "T_a (K),T_b (K),R (Ohm)\n" + lines("{0:.4g},{0:.4g},{1:.6g}", 3), "",
         ":1:", "several columns"},
        {"R_2T.dat", "T (K),R (Ohm)\n" + rows + "\n\n\n" + rows, "", ":116:", "second block"},
        {"R_2T.dat", "T (K),R (Ohm)\n" + commas(lines("{:.4f},{:.4f}", 3)), "", ":1:", "decimal commas"},
        {"R_2T.dat", "T (K),R (Ohm)\n1,2\n2,3\n", "", ":1:", "five rows"},
        {"R_2T.dat", "", "", "R_2T.dat", "no row of numbers"},
        {"R_2T.dat", "T (K),R (Ohm)\n" + rows, "--columns T=1,R=7", "--columns", "none of"},
        {"R_2T.dat", "T (K),R (Ohm)\n" + rows, "--criterion 150", "--criterion", "percentage"},
        {"R_2T.dat", "T (K),R (Ohm)\n" + rows, "--field 2 --temperature 1", "--field", "only one"},
        {"R.dat", "B (T),R at 2 T (Ohm)\n" + rows, "", ":1:", "no column is a temperature"},
    };
    for (const Refused& r : all) {
        const Folder folder;
        const Outcome run = mirage("transitions " + folder.write(r.name, r.content) + " " + r.options);
        EXPECT_EQ(run.status, 2) << r.name << r.because << "\n" << run.out;
        EXPECT_EQ(run.out, "") << r.because;
        EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
        EXPECT_NE(run.err.find(r.line), std::string::npos) << r.because << "\n" << run.err;
        EXPECT_NE(run.err.find(r.because), std::string::npos) << r.because << "\n" << run.err;
    }
}

/// Curves at five fields, one beyond, and two R(B), one of which superconducts throughout.
std::string files_of(const Folder& folder) {
    std::string files;
    for (const double B : {0.0, 2.0, 4.0, 6.0, 8.0})
        files +=
            folder.write(fmt::format("R_T_{}T.dat", B),
                         "T (K) R (Ohm)\n" + lines("{:.4g} {:.6g}", B < 8.0 ? 3.0 - 0.02 * B * B : -2.0)) +
            " ";
    files += folder.write("RB_1K.dat", "B (T) R (Ohm)\n" + lines("{:.4g} {:.6g}", 20)) + " ";
    return files + folder.write("RB_2.7K.dat", "B (T) R (Ohm)\n" + lines("{:.4g} {:.6g}", 3.8));
}

TEST(TransitionsCommand, FitReadsWhatItPrintsWithEveryCriterionAndSweep) {
    const Folder folder;
    const std::string files = files_of(folder);
    for (const char* options :
         {"", "--criterion all", "--sweeps both", "--sweeps up --criterion 10,90", "--error width"}) {
        const Outcome run = mirage("transitions " + files + " " + options);
        ASSERT_EQ(run.status, 0) << options << run.err;
        EXPECT_NE(run.out.find("\n0.5,<8,0.0"), std::string::npos) << run.out;
        EXPECT_NE(run.out.find("\n1,>6,0,0.0"), std::string::npos) << run.out;
        const Outcome show = mirage("show " + folder.write("points.csv", run.out));
        EXPECT_EQ(show.status, 0) << options << show.err;
        for (const char* part : {"T = 'T' [K], B = 'B' [T], sigma_T = 'sigma_T' [K], sigma_B = 'sigma_B' [T]",
                                 "bounds of the field", "<8", ">6"})
            EXPECT_NE(show.out.find(part), std::string::npos) << part << show.out;
    }
    const Outcome piped =
        mirage("transitions " + files + " 2>/dev/null | " + MIRAGE_PROGRAM + " fit - --model klb");
    EXPECT_EQ(piped.status, 0) << piped.err;
    EXPECT_NE(piped.out.find("7 points, of which 2 are bounds"), std::string::npos) << piped.out;
}

TEST(TransitionsCommand, PrintsATableCurvesAndTheSameAgain) {
    const Folder folder;
    const std::string files = files_of(folder), csv = folder / "points.csv";
    const Outcome table = mirage("transitions " + files + " --format table");
    EXPECT_NE(table.out.find("width_T"), std::string::npos) << table.out;
    EXPECT_EQ(mirage("transitions " + files + " --output " + csv).status, 0);
    EXPECT_EQ(mirage("transitions " + files + " --output " + csv).status, 0) << "its own output";
    EXPECT_EQ(mirage("transitions " + files + " --format table --output " + csv).status, 2);
    const Outcome curves = mirage("transitions " + files + " --curves");
    EXPECT_NE(curves.out.find("curve,T,B,share,sweep\n1,0.5,0,"), std::string::npos)
        << curves.out.substr(0, 500);
}

TEST(TransitionsCommand, ACurveThatTellsNothingIsLeftOutWithANote) {
    const Folder folder;
    std::string flat = "T (K),R (Ohm)\n";
    for (int i = 0; i < count; ++i)
        flat += fmt::format("{},{}\n", at(i), 50.0 + 0.1 * std::sin(1000.0 * at(i)));
    const std::string file = folder.write("R_T_2T.dat", flat);
    const Outcome alone = mirage("transitions " + file);
    EXPECT_EQ(alone.status, 2);
    EXPECT_EQ(alone.out, "");
    EXPECT_NE(alone.err.find("no transition and no clear state"), std::string::npos) << alone.err;
    const Outcome told = mirage("transitions " + file + " --normal-resistance 51");
    EXPECT_NE(told.out.find("\n0.5,<2,,,50"), std::string::npos) << told.out << told.err;
    EXPECT_EQ(mirage("transitions " + file + " --normal-resistance 100").status, 2) << "half way is no state";
}

}  // namespace
