import FoundationEssentials
import RoostModel

/// A project's page of a simple package index, in JSON (PEP 691) or HTML (PEP 503).
enum IndexPage {
  static let accept = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.5, text/html;q=0.4"

  static func files(in bytes: [UInt8], contentType: String) throws(Problem) -> [IndexFile] {
    guard contentType.lowercased().contains("json") else {
      return IndexPageHTML.files(in: String(decoding: bytes, as: UTF8.self))
    }
    do {
      return try JSONDecoder().decode(Document.self, from: Data(bytes)).files.map(\.value)
    } catch {
      throw Problem(
        .downloadFailed, "the package index answered with something that cannot be read",
        hint: "check which index pip uses: python3 -m pip config list", cause: String(describing: error))
    }
  }

  private struct Document: Decodable { var files: [File] }

  private struct File: Decodable {
    var filename: String
    var url: String
    var hashes: [String: String]
    var size: UInt64?
    var yanked: Yanked?

    var value: IndexFile {
      IndexFile(name: filename, url: url, sha256: hashes["sha256"], size: size, isYanked: yanked?.isTrue ?? false)
    }
  }

  /// `true`, `false`, or the reason why.
  private struct Yanked: Decodable {
    var isTrue: Bool
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        isTrue = flag
      } else {
        isTrue = !(try container.decode(String.self)).isEmpty
      }
    }
  }
}
