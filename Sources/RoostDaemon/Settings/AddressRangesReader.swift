import Configuration
import RoostModel
import SystemPackage

/// Reads a list of ranges of addresses, or its entries with commas between.
struct AddressRangesReader: Sendable {
  private static let most = 512

  let reader: ConfigReader
  let file: FilePath
  /// The option of `roost serve` that stands above the variable, if there is one.
  var option: String?

  func read(_ key: ConfigKey) throws(Problem) -> [AddressRange] {
    let texts = reader.stringArray(forKey: key) ?? reader.string(forKey: key).map { [$0] } ?? []
    let entries = texts.flatMap { $0.split { $0 == "," || $0 == " " } }.map(String.init)
    guard entries.count <= AddressRangesReader.most else {
      throw invalid(key, "has \(entries.count) entries, more than \(AddressRangesReader.most)")
    }
    var ranges: [AddressRange] = []
    for entry in entries {
      guard let range = AddressRange(entry) else {
        throw invalid(key, "names \(entry.debugDescription), not an address or a range such as 10.0.0.0/8")
      }
      ranges.append(range)
    }
    return ranges
  }

  func invalid(_ key: ConfigKey, _ what: String) -> Problem {
    let name = key.components.joined(separator: ".")
    let variable = key.components.map { $0.uppercased().replacing("-", with: "_") }.joined(separator: "_")
    return Problem(
      .settingsInvalid, "\(name) \(what)",
      hint: "correct it where it is set: \(option.map { "\($0), " } ?? "")the variable ROOST_\(variable) or \(file)")
  }
}
