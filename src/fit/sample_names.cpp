#include "fit/sample_names.hpp"

#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "input/text.hpp"

namespace mirage {
namespace {

std::string folder_of(const MeasuredSample& sample) {
    return std::filesystem::absolute(sample.file).lexically_normal().parent_path().filename().string();
}

}  // namespace

void name_apart(std::vector<MeasuredSample>& samples, std::vector<std::string>& notes) {
    std::map<std::string, std::set<std::string>> folders;  // of each name
    std::map<std::string, int> count;
    for (const MeasuredSample& sample : samples)
        folders[sample.name].insert(folder_of(sample)), ++count[sample.name];
    std::set<std::string> taken;
    for (MeasuredSample& sample : samples) {
        const std::string name = sample.name;
        if (folders[name].size() > 1) sample.name = folder_of(sample) + "/" + name;
        const std::string base = sample.name;
        for (int number = 2; !taken.insert(sample.name).second; ++number)
            sample.name = fmt::format("{}-{}", base, number);
        if (count[name] > 1)
            notes.push_back(fmt::format("{}: one of {} samples named '{}': here '{}'", sample.file,
                                        count[name], printable(name), printable(sample.name)));
    }
}

}  // namespace mirage
