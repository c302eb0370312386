#include "command/citation.hpp"
#include "input/input_error.hpp"
#include "results/output.hpp"
#include "results/references.hpp"

namespace mirage {
namespace {

std::vector<std::string> theory_keys() {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < theory_references; ++i) keys.emplace_back(references()[i].key);
    return keys;
}

std::vector<std::string> keys_of(const Arguments& words) {
    if (words.empty()) return theory_keys();
    const Command& command = find_command(words[0]);
    if (words.size() > 1 && command.name != "formula")
        throw InputError("cite: '" + words[1] + "': only formulas are cited by name");
    return citation_keys(command, {words.begin() + 1, words.end()});
}

int run_cite(const Arguments& words) {
    write_text("", bibliography(keys_of(words)));
    return 0;
}

}  // namespace

Command cite_command() {
    Command command;
    command.name = "cite";
    command.summary = "what to cite, as BibTeX: the program and the papers behind a command or a formula";
    command.usage = "[COMMAND|formula NAME]";
    command.description =
        "Entries of BibTeX: the program with its version and commit, then the papers whose theory it solves, "
        "or those behind one command or one formula. mirage --cite does the same, and --cite at the end of "
        "any command line gives the papers that this line uses, without running it: Rashba coupling, "
        "magnetic scattering and a triplet channel bring their own.";
    command.examples = {"mirage cite", "mirage cite formula klb",
                        "mirage line --T 0.1:0.9:9 --beta 7 --alpha 0.5 --cite"};
    command.words = {"COMMAND", 2};
    command.run = run_cite;
    return command;
}

}  // namespace mirage
