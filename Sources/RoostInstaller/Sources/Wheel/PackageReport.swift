import FoundationEssentials
import RoostModel

/// The part of pip's installation report that is needed here.
struct PackageReport: Decodable {
  struct Item: Decodable {
    struct Download: Decodable {
      struct Archive: Decodable {
        var hash: String?
        var hashes: [String: String]?
      }
      var url: String
      var archive_info: Archive?
    }
    struct Metadata: Decodable { var version: String }
    var download_info: Download
    var metadata: Metadata
  }
  var install: [Item]

  /// The one wheel a report of `pip install --no-deps PACKAGE==VERSION` names.
  static func wheel(in text: String, package: String, version: String) throws(Problem) -> Artifact {
    let report: PackageReport
    do {
      report = try JSONDecoder().decode(PackageReport.self, from: Data(text.utf8))
    } catch {
      throw Problem(
        .toolFailed, "pip's report about '\(package)' cannot be read",
        hint: "use pip 22.2 or newer: python3 -m pip --version", cause: String(describing: error))
    }
    guard let item = report.install.first, report.install.count == 1 else {
      throw Problem(.toolFailed, "pip names \(report.install.count) files for '\(package)'", hint: "run it by hand: python3 -m pip download '\(package)==\(version)'")
    }
    let url = item.download_info.url
    let name = url.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map(String.init) ?? package
    guard name.hasSuffix(".whl"), item.metadata.version == version else {
      throw Problem(.runtimeVersionUnavailable, "there is no wheel of '\(package)' \(version) for this machine", hint: "choose another version: python3 -m pip index versions \(package)", cause: url)
    }
    let archive = item.download_info.archive_info
    let sum = archive?.hashes?["sha256"] ?? archive?.hash.flatMap { $0.hasPrefix("sha256=") ? String($0.dropFirst(7)) : nil }
    return try Artifact(name: name, url: url, sha256: sum ?? "", size: nil)
  }
}
