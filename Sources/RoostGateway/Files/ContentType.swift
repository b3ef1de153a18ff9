/// The media type of a file by the end of its name. Texts are UTF-8: what a page of today is written in.
enum ContentType {
  private static let types = texts.merging(others) { first, _ in first }

  private static let texts = [
    "html": "text/html", "htm": "text/html", "css": "text/css", "js": "text/javascript", "mjs": "text/javascript",
    "cjs": "text/javascript", "txt": "text/plain", "text": "text/plain", "log": "text/plain", "md": "text/markdown",
    "markdown": "text/markdown", "csv": "text/csv", "tsv": "text/tab-separated-values", "ics": "text/calendar",
    "vcf": "text/vcard",
    "vtt": "text/vtt", "jsx": "text/jsx", "tsx": "text/plain", "yaml": "application/yaml", "yml": "application/yaml",
    "toml": "application/toml", "xml": "application/xml", "xsl": "application/xslt+xml", "xhtml": "application/xhtml+xml",
    "atom": "application/atom+xml", "rss": "application/rss+xml", "srt": "application/x-subrip",
  ].mapValues { $0 + "; charset=utf-8" }

  private static let others = [
    "json": "application/json", "map": "application/json", "webmanifest": "application/manifest+json",
    "jsonld": "application/ld+json", "geojson": "application/geo+json", "importmap": "application/importmap+json",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "apng": "image/apng", "jxl": "image/jxl", "heic": "image/heic",
    "heif": "image/heif", "ico": "image/x-icon", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
    "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf", "ttc": "font/collection",
    "eot": "application/vnd.ms-fontobject",
    "mp3": "audio/mpeg", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav", "m4a": "audio/mp4",
    "aac": "audio/aac", "flac": "audio/flac", "mid": "audio/midi", "weba": "audio/webm",
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "mov": "video/quicktime", "ogv": "video/ogg",
    "m3u8": "application/vnd.apple.mpegurl", "mpd": "application/dash+xml", "m4s": "video/iso.segment",
    "gltf": "model/gltf+json", "glb": "model/gltf-binary", "stl": "model/stl", "usdz": "model/vnd.usdz+zip",
    "pdf": "application/pdf", "epub": "application/epub+zip", "rtf": "application/rtf", "wasm": "application/wasm",
    "zip": "application/zip", "gz": "application/gzip", "tgz": "application/gzip", "bz2": "application/x-bzip2",
    "xz": "application/x-xz", "zst": "application/zstd", "7z": "application/x-7z-compressed", "tar": "application/x-tar",
    "jar": "application/java-archive", "apk": "application/vnd.android.package-archive",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
  ]

  /// Of a name without an end that tells.
  private static let unknown = "application/octet-stream"
  /// Read by telephones, which insist on their type.
  private static let named = ["apple-app-site-association": "application/json"]

  /// `names` lead from the site's root to the file.
  static func of(_ names: [String]) -> String {
    guard let name = names.last else { return unknown }
    guard let dot = name.lastIndex(of: ".") else { return named[name] ?? unknown }
    return types[name[name.index(after: dot)...].lowercased()] ?? unknown
  }
}
