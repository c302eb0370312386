#include "input/configuration.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "input/settings.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

const char* deck = R"([material]
units = si   # comment
tc0 = 3.0
beta = 4.1
[grid]
T = 0.05:3:60
B = 0:60:120
gamma = 0,0.1,0.3
[output]
file = a.h5
)";

TEST(Configuration, ReadsADeck) {
    const Folder folder;
    const Configuration c = read_configuration(folder.write("a.cfg", deck), {});
    EXPECT_EQ(c.units, Units::si);
    EXPECT_EQ(c.tc0.values, (std::vector<double>{3.0}));
    EXPECT_EQ(c.g_factor.values, (std::vector<double>{2.0}));
    EXPECT_EQ(c.T.values.size(), 60u);
    EXPECT_EQ(c.gamma.values, (std::vector<double>{0, 0.1, 0.3}));
    EXPECT_EQ(c.alpha.values, (std::vector<double>{0}));
    EXPECT_EQ(c.output, "a.h5");
}

TEST(Configuration, TheCommandLineWins) {
    const Folder folder;
    const std::string name = folder.write("a.cfg", deck);
    EXPECT_EQ(read_configuration(name, {"--material.beta=5"}).beta.values[0], 5.0);
    EXPECT_EQ(read_configuration(name, {"--beta", "5"}).beta.values[0], 5.0);
    EXPECT_EQ(read_configuration(name, {"--grid.B", "-2"}).B.values[0], -2.0);
    EXPECT_EQ(read_configuration(name, {"--output.file=b.h5"}).output, "b.h5");
    EXPECT_EQ(read_configuration(name, {"--output", "b.h5"}).output, "b.h5");
}

TEST(Configuration, SpectraOfADeck) {
    const Folder folder;
    const std::string name =
        folder.write("a.cfg", std::string(deck) + "[spectrum]\nenergy = -2:2:401\nT = 0.05\n");
    const Configuration c = read_configuration(name, {"--spectrum.eta=0.02"}, Scope::sweep);
    EXPECT_EQ(c.energy.values.size(), 401u);
    EXPECT_EQ(c.spectrum_part.at("T").values, (std::vector<double>{0.05}));
    EXPECT_NEAR(reduced_eta(c, unit_system(c)), 0.02 / unit_system(c).energy, 1e-15);
    EXPECT_EQ(to_deck(parse_deck(to_deck(c))), to_deck(c));
    EXPECT_EQ(reduced_eta(read_configuration(name, {}, Scope::sweep), unit_system(c)), 0.01)
        << "of Delta0, in any units";
}

TEST(Configuration, SettingsOfSpectraAreRefusedWhereTheyMeanNothing) {
    EXPECT_THROW(read_configuration("", {"--energy=1"}), InputError);
    EXPECT_THROW(read_configuration("", {"--spectrum.eta=0.1"}), InputError);
    EXPECT_THROW(read_configuration("", {"--spectrum.T=0.1"}, Scope::spectrum), InputError);
    EXPECT_EQ(read_configuration("", {"--energy=auto"}, Scope::spectrum).energy.text, "auto");
    for (const char* word :
         {"--eta=1e-7", "--eta=11", "--eta=-1", "--energy=1,1", "--energy=2e4", "--energy=x"})
        EXPECT_THROW(read_configuration("", {word}, Scope::spectrum), InputError) << word;
    EXPECT_THROW(read_configuration("", {"--T=0.1,0.2", "--spectrum-T=0.3"}, Scope::sweep), InputError)
        << "not on the grid";
}

TEST(Configuration, TheDeckTextGivesTheSameNumbersBack) {
    const Configuration a = read_configuration(
        "", {"--units", "si", "--tc0", "7.123456789012345", "--beta=0.1", "--T", "0.3:7:11:log",
             "--B=0:33.3:7", "--gamma=0.1", "--tolerance=1e-9", "--threads=3", "--output=x.h5"});
    const Configuration b = parse_deck(to_deck(a));
    EXPECT_EQ(to_deck(a), to_deck(b));
    EXPECT_EQ(a.tc0.values, b.tc0.values);
    EXPECT_EQ(a.T.values, b.T.values);
    EXPECT_EQ(a.B.values, b.B.values);
    EXPECT_EQ(a.beta.values, b.beta.values);
    EXPECT_EQ(a.tolerance, b.tolerance);
    EXPECT_EQ(a.threads, b.threads);
    EXPECT_EQ(a.output, b.output);
}

TEST(Configuration, RefusesUnknownAndRepeatedKeys) {
    const Folder folder;
    EXPECT_THROW(read_configuration("", {"--bta=1"}), InputError);
    EXPECT_THROW(read_configuration("", {"--be=1"}), InputError) << "no guessing";
    EXPECT_THROW(read_configuration("", {"--beta"}), InputError);
    EXPECT_THROW(read_configuration("", {"--beta=1", "--beta=2"}), InputError);
    EXPECT_THROW(read_configuration("", {"--beta=1", "--material.beta=2"}), InputError);
    EXPECT_THROW(read_configuration("", {"stray"}), InputError);
    EXPECT_THROW(read_configuration(folder.write("a", "[grid]\nTT = 1\n"), {}), InputError);
    EXPECT_THROW(read_configuration(folder.write("b", "[grid]\nT = 0.1\nT = 0.2\n"), {}), InputError);
    EXPECT_THROW(read_configuration(folder.write("c", "[grid]\nT\n"), {}), InputError);
    EXPECT_THROW(read_configuration(folder.write("d", "beta = 1\n"), {}), InputError)
        << "outside its section";
    EXPECT_THROW(read_configuration(folder / "missing.cfg", {}), InputError);
    EXPECT_THROW(read_configuration(folder / "", {}), InputError) << "a folder";
}

TEST(Configuration, FileNamesThatADeckCannotHold) {
    for (const char* name : {"a#b.h5", " a.h5", "a.h5 ", "a\n[grid]\nT = 0.7", "a\tb.h5"})
        EXPECT_THROW(read_configuration("", {"--output", name}), InputError) << name;
    for (const char* name : {"a b.h5", "\"a\".h5", "a=b.h5", "[a].h5", "caf\xc3\xa9.h5", "a;b.h5"}) {
        const Configuration c = read_configuration("", {"--output", name});
        EXPECT_EQ(parse_deck(to_deck(c)).output, name);
    }
}

TEST(Configuration, DecksOfAnotherSystemAndEndlessOnes) {
    const Folder folder;
    EXPECT_EQ(read_configuration(folder.write("a", "[grid]\r\nT = 0.5\r\n"), {}).T.values[0], 0.5);
    EXPECT_THROW(read_configuration("/dev/zero", {}), InputError);
}

TEST(Configuration, PlaceholdersOfMessagesInNames) {
    for (const char* name : {"%canonical_option%", "%original_token%", "%option%", "%prefix%"}) {
        EXPECT_THROW(parse_deck(std::string(name) + " = 1\n"), InputError) << name;
        EXPECT_THROW(parse_deck("[" + std::string(name) + "]\n" + name + " = 1\n"), InputError) << name;
        EXPECT_THROW(read_configuration("", {"--" + std::string(name)}), InputError) << name;
        EXPECT_THROW(read_configuration("", {"--" + std::string(name) + "=" + name}), InputError) << name;
        EXPECT_THROW(read_configuration("", {"--T=" + std::string(name), "--T=1"}), InputError) << name;
    }
    EXPECT_THROW(parse_deck("%invalid_line%\n"), InputError);
    EXPECT_EQ(parse_deck("[output]\nfile = 100%.h5\n").output, "100%.h5");
}

/// What is refused in a deck of this text, or with these arguments.
std::string refusal(const std::string& text, const std::vector<std::string>& arguments = {}) {
    const Folder folder;
    const std::string name = text.empty() ? "" : folder.write("a.cfg", text);
    try {
        read_configuration(name, arguments, Scope::sweep);
    } catch (const InputError& error) {
        const std::string message = error.what();
        return name.empty() || message.rfind(name, 0) != 0 ? message : "a.cfg" + message.substr(name.size());
    }
    return {};
}

TEST(Configuration, EveryErrorOfADeckHasItsLine) {
    EXPECT_EQ(refusal("[material]\nbta = 4\n"), "a.cfg:2: material.bta: no such setting: did you mean beta?");
    EXPECT_EQ(refusal("[gird]\nT = 0.1\n").rfind("a.cfg:2: [gird]: no such section: did you mean [grid]?", 0),
              0u);
    EXPECT_EQ(refusal("[grid]\nbeta = 4\n"),
              "a.cfg:2: grid.beta: no such setting: beta belongs under [material]");
    EXPECT_EQ(refusal("beta = 4\n"), "a.cfg:1: beta: no such setting: beta belongs under [material]");
    EXPECT_EQ(refusal("[grid]\ntemperature = 4\n"),
              "a.cfg:2: grid.temperature: no such setting: did you mean T?");
    EXPECT_EQ(refusal("[grid]\nTc0 = 4\n"),
              "a.cfg:2: grid.Tc0: no such setting: did you mean tc0 under [material]?");
    EXPECT_EQ(refusal("[grid]\nT = 0.1\nT = 0.2\n"), "a.cfg:3: grid.T is given twice, first in line 2");
    EXPECT_EQ(refusal("[grid]\nT =\n"), "a.cfg:2: grid.T: needs a value");
    EXPECT_EQ(refusal("\n[grid]\nT = 3 K\n").rfind("a.cfg:3: grid.T = '3 K': must be a finite number", 0),
              0u);
    EXPECT_EQ(refusal("[grid]\nB = 1\nT = 0\n"), "a.cfg:3: T = 0: must be at least 0.001 Tc0");
    EXPECT_EQ(refusal("[numerics]\ntolerance = 1\n").rfind("a.cfg:2: tolerance = 1: ", 0), 0u);
    EXPECT_EQ(refusal("[grid]\ngamma = 0,3\n").rfind("a.cfg:2: grid.gamma = '0,3': a decimal comma?", 0), 0u);
    EXPECT_EQ(refusal("[grid]\nT = 0.1\n", {"--T=0"}), "T = 0: must be at least 0.001 Tc0")
        << "the deck is not to blame";
    EXPECT_EQ(refusal("[spectrum]\nenergy = auto\n"),
              "a.cfg:2: spectrum.energy = 'auto': a sweep needs one axis for all points");
    EXPECT_NE(refusal("# nothing\n[grid]\n").find("holds no setting"), std::string::npos);
    EXPECT_EQ(refusal("# nothing\n", {"--T=0.1"}), "") << "all on the command line";
}

TEST(Configuration, ACriticalTemperatureMeansSi) {
    const Configuration c = read_configuration("", {"--tc0=3", "--T=2"});
    EXPECT_EQ(c.units, Units::si);
    ASSERT_EQ(c.notes.size(), 1u);
    EXPECT_NE(c.notes[0].find("SI"), std::string::npos);
    EXPECT_TRUE(read_configuration("", {"--units=SI", "--tc0=3"}).notes.empty());
    const Folder folder;
    EXPECT_EQ(read_configuration(folder.write("a", "[material]\ntc0 = 3\n"), {}).units, Units::si);
    EXPECT_EQ(read_configuration(folder.write("b", "[grid]\nT = 0.5\n"), {"--tc0=3"}).units, Units::si);
}

TEST(Configuration, WhatReducedUnitsDoNotHaveIsRefused) {
    EXPECT_NE(refusal("", {"--units=reduced", "--tc0=3"}).find("no meaning in reduced units"),
              std::string::npos);
    EXPECT_NE(refusal("", {"--g-factor=2"}).find("no meaning in reduced units"), std::string::npos);
    EXPECT_EQ(refusal("[material]\nunits = reduced\ntc0 = 3\n").rfind("a.cfg:3: tc0 = '3': ", 0), 0u);
    EXPECT_NE(refusal("[material]\nunits = reduced\n", {"--tc0=3"}), "");
    EXPECT_EQ(parse_deck(to_deck(read_configuration("", {"--T=0.5"}))).T.values[0], 0.5);
    EXPECT_EQ(parse_deck("[material]\nunits = reduced\ntc0 = 0\ng-factor = 2\n").units, Units::reduced)
        << "as results of earlier versions have it";
}

TEST(Configuration, ListsThatTheProgramWroteReadBack) {
    EXPECT_EQ(parse_deck("[grid]\ngamma = 0,3\n").gamma.values, (std::vector<double>{0, 3}));
    const Configuration c = read_configuration("", {"--gamma=0, 3"});
    EXPECT_EQ(parse_deck(to_deck(c)).gamma.values, c.gamma.values);
    EXPECT_EQ(parse_deck("[output]\nfile = a,b.h5\n").output, "a,b.h5");
}

TEST(Configuration, AMomentumReadsBackAsItWasWritten) {
    const Configuration best =
        parse_deck(to_deck(read_configuration("", {"--momentum=auto", "--momentum-direction=along"})));
    EXPECT_EQ(best.momentum.text, "auto");
    EXPECT_EQ(best.momentum_direction.values, (std::vector<double>{0}));
    EXPECT_NE(to_deck(best).find("momentum = auto\nmomentum-direction = along\n"), std::string::npos);
    const Configuration axis = read_configuration("", {"--momentum=0, 3", "--momentum-direction=0, 90"});
    EXPECT_EQ(parse_deck(to_deck(axis)).momentum.values, axis.momentum.values);
    EXPECT_EQ(parse_deck("[material]\nmomentum = 0,3\n").momentum.values, axis.momentum.values);
    EXPECT_EQ(to_deck(Configuration{}).find("momentum"), std::string::npos) << "not given";
    EXPECT_EQ(
        refusal("[material]\nmomentum = auto, 1\n").rfind("a.cfg:2: material.momentum = 'auto, 1': ", 0), 0u);
}

constexpr const char* real_deck = R"([material]
beta = 7
gamma-magnetic = 0, 0.25
theta = 30
t-triplet = 0.1
gamma-intra = 0.125
gamma-inter = 0.5
gamma-pocket = 0.3
[pocket.G]
share = 0.4
beta = 0.8
form = cos3phi
gap = 0.7
[pocket.M-1]
share = 0.1
form = valley
tunnel-weight = 0
)";

TEST(Configuration, PocketsOfADeck) {
    const Folder folder;
    const std::string name = folder.write("a.cfg", real_deck);
    const Configuration c = read_configuration(name, {});
    ASSERT_EQ(c.pockets.size(), 2u);
    EXPECT_EQ(c.pockets[0].name, "G");
    EXPECT_EQ(c.pockets[0].share, 0.4);
    EXPECT_EQ(c.pockets[0].gap, 0.7);
    EXPECT_EQ(c.pockets[0].velocity, 1.0);
    EXPECT_EQ(c.pockets[0].form, SpinOrbitForm::cos3phi);
    EXPECT_EQ(c.pockets[1].form, SpinOrbitForm::valley);
    EXPECT_EQ(c.pockets[1].tunnel_weight, 0.0);
    EXPECT_EQ(c.gamma_magnetic.values, (std::vector<double>{0, 0.25}));
    const Configuration other = read_configuration(
        name, {"--pocket", "G:beta=2", "--pocket.M-1.share", "0.2", "--pocket=X:share=1e-3,gap=-1"});
    ASSERT_EQ(other.pockets.size(), 3u);
    EXPECT_EQ(other.pockets[0].beta, 2.0) << "the command line wins";
    EXPECT_EQ(other.pockets[0].share, 0.4) << "the rest is kept";
    EXPECT_EQ(other.pockets[1].share, 0.2);
    EXPECT_EQ(other.pockets[2].gap, -1.0);
}

TEST(Configuration, ADeckWithPocketsReadsBackToTheSameBits) {
    const Folder folder;
    const Configuration a =
        read_configuration(folder.write("a.cfg", real_deck), {"--pocket.G.velocity=0.3333333333333333"});
    const Configuration b = parse_deck(to_deck(a));
    EXPECT_EQ(to_deck(a), to_deck(b));
    EXPECT_EQ(pockets_text(a.pockets), pockets_text(b.pockets));
    EXPECT_EQ(a.theta.values, b.theta.values);
    EXPECT_EQ(a.gamma_intra.values, b.gamma_intra.values);
    EXPECT_EQ(a.t_triplet.values, b.t_triplet.values);
    EXPECT_EQ(to_deck(a).find("gamma ="), std::string::npos) << "its parts stand there";
    EXPECT_EQ(to_deck(Configuration{}).find("theta"), std::string::npos) << "not given";
}

TEST(Configuration, PocketsThatAreRefused) {
    EXPECT_EQ(refusal("[pocket.G]\nshare = 0.4\nbet = 1\n"),
              "a.cfg:3: pocket.G.bet: no such setting of a pocket: did you mean beta?");
    EXPECT_EQ(refusal("[pocket.G]\nshare = 0.4\nchi = 1\n"),
              "a.cfg:3: pocket.G.chi: no such setting of a pocket: did you mean gap?");
    EXPECT_EQ(refusal("[poket.G]\nshare = 0.4\n"),
              "a.cfg:2: [poket.G]: no such section: did you mean [pocket.G]?");
    EXPECT_EQ(refusal("[pocket]\nshare = 0.4\n").rfind("a.cfg:2: [pocket]: no such section", 0), 0u);
    EXPECT_EQ(refusal("[pocket.G]\nshare = 0.4\n[pocket.G]\nshare = 0.2\n"),
              "a.cfg:4: pocket.G.share is given twice, first in line 2");
    EXPECT_EQ(refusal("[pocket.G]\nshare = 0.1, 0.2\n"),
              "a.cfg:2: pocket.G.share = '0.1, 0.2': a setting of a pocket has one value and is no axis");
    EXPECT_EQ(refusal("[pocket.G]\nshare = 2\n"), "a.cfg:2: pocket.G.share = 2: allowed: 0 to 1");
    EXPECT_EQ(refusal("[pocket.a b]\nshare = 0.2\n").rfind("a.cfg:2: [pocket.a b]: 'a b' is no name", 0), 0u);
    EXPECT_EQ(refusal("", {"--pocket=G:share=0.1", "--pocket=G:beta=1"}),
              "--pocket 'G:beta=1': pocket G is given twice");
    EXPECT_EQ(refusal("", {"--pocket=G:share=0.1", "--pocket.G.share=0.2"}),
              "--pocket.G.share is given twice");
    EXPECT_EQ(refusal("", {"--pocket.G.shar=0.1"}),
              "unknown option '--pocket.G.shar': did you mean --pocket.G.share?");
    EXPECT_NE(refusal("", {"--pocket=share=0.1"}).find("NAME:share=0.4"), std::string::npos);
    EXPECT_NE(refusal("", {"--pocket=G:share"}).find("NAME:share=0.4"), std::string::npos);
    EXPECT_EQ(refusal("", {"--pocket=G:share=0.1,form=cos"}).rfind("--pocket.G.form = 'cos'", 0), 0u);
}

TEST(Configuration, GammaOrItsParts) {
    EXPECT_NE(refusal("", {"--gamma=0.1", "--gamma-intra=0.1"}).find("in place of gamma"), std::string::npos);
    EXPECT_NE(refusal("[grid]\ngamma = 0.1\n[material]\ngamma-inter = 0.1\n").find("a.cfg:4: gamma-inter"),
              std::string::npos);
    const Folder folder;
    const std::string name = folder.write("a.cfg", "[grid]\ngamma = 0.1\n");
    EXPECT_EQ(read_configuration(name, {"--gamma-inter=0.3"}).gamma.values, (std::vector<double>{0.0}))
        << "the command line wins";
    const std::string parts = folder.write("b.cfg", "[material]\ngamma-inter = 0.1\n");
    EXPECT_TRUE(read_configuration(parts, {"--gamma=0.3"}).gamma_inter.values.empty());
}

TEST(Configuration, WordsWithoutDashesGetAHint) {
    EXPECT_NE(refusal("", {"T=0.1"}).find("did you mean --T?"), std::string::npos);
    EXPECT_NE(refusal("", {"--temperature", "0.1"}).find("--T"), std::string::npos);
    EXPECT_NE(refusal("", {"--field=1"}).find("--B"), std::string::npos);
    EXPECT_NE(refusal("", {"--tc=1"}).find("--tc0"), std::string::npos);
}

}  // namespace
