import Configuration
import RoostModel
import SystemPackage

/// Reads `gateway.trusted-proxies`.
struct TrustedProxiesReader: Sendable {
  let reader: ConfigReader
  let file: FilePath

  func read() throws(Problem) -> [AddressRange] {
    let key: ConfigKey = "gateway.trusted-proxies"
    let list = AddressRangesReader(reader: reader, file: file, option: "--gateway-trusted-proxy")
    let ranges = try list.read(key)
    if let open = ranges.first(where: \.isEverybody) {
      throw list.invalid(key, "trusts everybody (\(open)): any client could then say who it is")
    }
    return ranges
  }
}
