import Configuration
import RoostModel
import SystemPackage

/// Reads `gateway.trusted-proxies`: a list, or its entries with commas between.
struct TrustedProxiesReader: Sendable {
  static let key: ConfigKey = "gateway.trusted-proxies"
  private static let most = 512

  let reader: ConfigReader
  let file: FilePath

  func read() throws(Problem) -> [AddressRange] {
    let key = TrustedProxiesReader.key
    let texts = reader.stringArray(forKey: key) ?? reader.string(forKey: key).map { [$0] } ?? []
    let entries = texts.flatMap { $0.split { $0 == "," || $0 == " " } }.map(String.init)
    guard entries.count <= TrustedProxiesReader.most else {
      throw invalid("gateway.trusted-proxies has \(entries.count) entries, more than \(TrustedProxiesReader.most)")
    }
    var ranges: [AddressRange] = []
    for entry in entries { ranges.append(try range(entry)) }
    return ranges
  }

  private func range(_ entry: String) throws(Problem) -> AddressRange {
    guard let range = AddressRange(entry) else {
      throw invalid("gateway.trusted-proxies names \(entry.debugDescription), not an address or a range such as 10.0.0.0/8")
    }
    guard !range.isEverybody else {
      throw invalid("gateway.trusted-proxies trusts everybody (\(entry)): any client could then say who it is")
    }
    return range
  }

  private func invalid(_ message: String) -> Problem {
    Problem(
      .settingsInvalid, message,
      hint: "correct it where it is set: --gateway-trusted-proxy, the variable ROOST_GATEWAY_TRUSTED_PROXIES or \(file)")
  }
}
