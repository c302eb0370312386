// `mirage init`: a deck for a beginning.

#include <filesystem>

#include <gtest/gtest.h>

#include "input/materials.hpp"
#include "input/settings.hpp"
#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;

TEST(InitCommand, TheDeckOfEveryMaterialRuns) {
    for (const ::mirage::MaterialPreset& material : ::mirage::materials()) {
        const Folder folder;
        const std::string deck = folder / "a.cfg", result = folder / "a.h5";
        ASSERT_EQ(mirage("init " + material.name + " --output " + deck).status, 0);
        const auto c = ::mirage::read_configuration(deck, {}, ::mirage::Scope::sweep);
        EXPECT_EQ(c.tc0.values[0], material.tc0);
        EXPECT_EQ(c.beta.values[0], material.beta);
        EXPECT_TRUE(c.notes.empty()) << "its units stand there";
        EXPECT_EQ(c.T.values.back(), material.tc0);
        const Outcome run = mirage("sweep " + deck + " --T 1 --B 0:5:2 --gamma 0 --output " + result);
        EXPECT_EQ(run.status, 0) << run.err;
        EXPECT_TRUE(std::filesystem::exists(result));
    }
}

/// With its comments taken as settings too, but for the sentences.
TEST(InitCommand, EveryCommentedSettingIsOne) {
    const Folder folder;
    std::string text = mirage("init").out;
    EXPECT_NE(text.find("\n# energy = "), std::string::npos);
    EXPECT_NE(text.find("\n# tolerance = 1e-10\n"), std::string::npos);
    for (const char* name :
         {"gamma-magnetic", "gamma-spin-orbit", "orbital", "theta", "t-triplet", "momentum",
          "momentum-direction", "energy", "eta", "tolerance", "threads", "checkpoint"}) {
        const auto at = text.find("\n# " + std::string(name) + " = ");
        ASSERT_NE(at, text.npos) << name;
        text.erase(at + 1, 2);
    }
    const auto c = ::mirage::read_configuration(folder.write("a.cfg", text), {}, ::mirage::Scope::sweep);
    EXPECT_FALSE(c.energy.values.empty());
}

/// With the # of their lines taken away.
TEST(InitCommand, PocketsAreOffered) {
    for (const char* material : {"", "NbSe2"}) {
        const Folder folder;
        std::string text = mirage("init " + std::string(material)).out;
        const auto pocket = text.find("\n# [pocket.Gamma]");
        ASSERT_NE(pocket, text.npos);
        EXPECT_TRUE(::mirage::read_configuration(folder.write("a.cfg", text), {}, ::mirage::Scope::sweep)
                        .pockets.empty());
        for (const char* name : {"[pocket.Gamma]", "share = ", "beta = ", "form = ", "alpha = ", "gap = ",
                                 "velocity = ", "tunnel-weight = "}) {
            const auto at = text.find(std::string("\n# ") + name, pocket);
            ASSERT_NE(at, text.npos) << name;
            text.erase(at + 1, 2);
        }
        const auto c = ::mirage::read_configuration(folder.write("b.cfg", text), {}, ::mirage::Scope::sweep);
        ASSERT_EQ(c.pockets.size(), 1u);
        EXPECT_GT(c.pockets[0].share, 0.0);
        EXPECT_GT(c.pockets[0].beta, 0.0);
    }
    EXPECT_NE(mirage("init NbSe2").out.find("not measured"), std::string::npos);
}

TEST(InitCommand, NothingThatIsThereIsTouched) {
    const Folder folder;
    const std::string file = folder.write("a.cfg", "mine\n");
    for (const std::string& arguments :
         {"init --output " + file, "init NbSe2 --output " + file, "init --output " + folder / "none/a.cfg",
          std::string("init NbSe"), std::string("init NbSe2 --list"), std::string("init NbSe2 TaS2")}) {
        const Outcome plain = mirage(arguments);
        EXPECT_EQ(plain.status, 2) << arguments;
        EXPECT_EQ(plain.error_lines(), 1) << plain.err;
    }
    EXPECT_EQ(mirage_test::read_file(file), "mine\n");
    EXPECT_EQ(folder.files(), 1);
    EXPECT_NE(mirage("init NbSe").err.find("did you mean NbSe2?"), std::string::npos);
}

TEST(InitCommand, TheListTellsWhereNumbersComeFrom) {
    const std::string text = mirage("init --list").out;
    for (const ::mirage::MaterialPreset& material : ::mirage::materials()) {
        EXPECT_NE(text.find(material.name), std::string::npos);
        EXPECT_NE(text.find(material.source_beta), std::string::npos);
    }
}

/// Type-II Ising: the two-valley model in other words.
TEST(InitCommand, WhereOrbitalsTakeThePlaceOfValleysTheDeckSaysSo) {
    const std::string text = mirage("init stanene").out;
    EXPECT_NE(text.find("# Type-II Ising"), std::string::npos);
    EXPECT_NE(text.find("\nbeta = 0.333\n"), std::string::npos);
    EXPECT_EQ(mirage("init NbSe2").out.find("Type-II"), std::string::npos);
}

}  // namespace
