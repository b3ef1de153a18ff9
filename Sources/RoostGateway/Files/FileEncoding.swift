/// How a file's bytes are stored: as they are, or compressed when the site was built.
enum FileEncoding: CaseIterable {
  case brotli, gzip, plain

  /// Behind the name of the file.
  var ending: String {
    switch self {
    case .brotli: ".br"
    case .gzip: ".gz"
    case .plain: ""
    }
  }

  var tagSuffix: String {
    switch self {
    case .brotli: "-br"
    case .gzip: "-gz"
    case .plain: ""
    }
  }

  /// As Content-Encoding names it.
  var coding: String? {
    switch self {
    case .brotli: "br"
    case .gzip: "gzip"
    case .plain: nil
    }
  }
}
