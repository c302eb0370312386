#include "fit/files.hpp"

#include "fit/sample_names.hpp"
#include "input/check_output.hpp"
#include "tables/table_file.hpp"

namespace mirage {
Measurements read_measurements(const std::string& file, const ReadingOptions& options) {
    return measurements_in(read_table(file), options);
}

std::vector<MeasuredSample> read_samples(const std::vector<std::string>& files, const ReadingOptions& given,
                                         std::vector<std::string>& notes) {
    std::vector<MeasuredSample> all;
    ReadingOptions options = given;
    for (const std::string& file : files) {
        options.first_sample = all.size();
        Measurements data = read_measurements(file, options);
        notes.insert(notes.end(), data.notes.begin(), data.notes.end());
        for (MeasuredSample& sample : data.samples) all.push_back(std::move(sample));
    }
    name_apart(all, notes);
    return all;
}

FitRequest read_fit_request(std::vector<std::string> arguments) {
    FitRequest request = fit_request(std::move(arguments), read_samples);
    if (!request.output.empty()) check_output("--output", request.output);
    return request;
}

}  // namespace mirage
