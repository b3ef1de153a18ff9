import NIOCore
import RoostModel
import SystemPackage

/// Finds what a site has for one request: a file, then one that only an earlier release had, then what `_redirects` says, then
/// the first page of an app that routes in the browser, then the site's own 404 page. Blocks.
struct SiteLookup {
  let tree: SiteTree
  /// Of releases that served a short time ago.
  var earlier: [SiteTree] = []
  let rules: SiteRules
  let singlePage: Bool
  let request: FileRequest

  func find(as format: PageFormat) throws(Errno) -> SiteAnswer {
    let address = RequestPath(request.path)
    if let match = rules.redirect(of: address, forced: true), let answer = try follow(match.rule, match.found) { return answer }
    let path = SitePath(request.path)
    if let path, let answer = try file(at: path) { return answer }
    if let path, let file = earlierFile(at: path) { return .file(file, isLasting: false) }
    if let match = rules.redirect(of: address, forced: false), let answer = try follow(match.rule, match.found) { return answer }
    if singlePage, let path, !path.namesFile || request.wantsPage, let page = try load(SitePath.index.names) {
      return .file(page, isLasting: false)
    }
    return try missing(as: format)
  }

  /// A file named after its contents, which a page of an earlier release asks for.
  func earlierFile(at path: SitePath) -> SiteFile? {
    // No page needs a map of its source, and who published one by mistake takes it back.
    guard !earlier.isEmpty, !path.isDirectory, path.names.last?.hasSuffix(".map") != true,
      CachePolicy.of(path.names) == CachePolicy.lasting
    else { return nil }
    for tree in earlier {
      // What cannot be read, as of a release that is gone by now, is as if it were not there.
      let lookup = SiteLookup(tree: tree, rules: rules, singlePage: false, request: request)
      if let file = try? lookup.load(path.names) { return file }
    }
    return nil
  }

  /// A file at the path; or where it is, when that is at the path with or without a slash at its end.
  private func file(at path: SitePath) throws(Errno) -> SiteAnswer? {
    var isDirectory = false
    for candidate in path.candidates {
      switch try tree.open(candidate.names) {
      case .file(let file): return .file(try ready(file, candidate.names), isLasting: true)
      case .directory: isDirectory = true
      case .missing: continue
      }
    }
    // A directory's pages link to each other as if it ended in a slash.
    if isDirectory, !path.isDirectory { return redirect(to: request.path + "/") }
    if path.isDirectory, let page = path.page, case .file = try tree.open(page.names) {
      return redirect(to: String(request.path.reversed().drop { $0 == "/" }.reversed()))
    }
    return nil
  }

  /// `nil` when the rule leads to a file that is not there.
  private func follow(_ rule: SiteRedirect, _ found: [String: String]) throws(Errno) -> SiteAnswer? {
    let target = rule.destination.filled(with: found)
    guard rule.isServed else {
      let query = target.contains("?") ? "" : request.query
      let location = rule.destination.isWhole ? target : request.publicPath(target)
      return .other(Answer(status: rule.status, fields: [(name: "Location", value: location + query)]))
    }
    guard let path = SitePath(String(target.prefix { $0 != "?" && $0 != "#" })) else { return nil }
    for candidate in path.candidates {
      guard let file = try load(candidate.names) else { continue }
      return rule.status == 200 ? .file(file, isLasting: false) : .other(page(file, status: 404))
    }
    return nil
  }

  private func redirect(to path: String) -> SiteAnswer {
    .other(Answer(status: 308, fields: [(name: "Location", value: request.publicPath(path) + request.query)]))
  }

  private func missing(as format: PageFormat) throws(Errno) -> SiteAnswer {
    if format != .json, let page = try load(SitePath.missing.names) { return .other(self.page(page, status: 404)) }
    return .other(Page.noSuchFile.answer(as: format))
  }

  /// A whole file under another status: nothing that would let a client keep it as the page it asked for.
  private func page(_ file: SiteFile, status: Int) -> Answer {
    var answer = FileAnswer(file: file.variant(.none), conditions: FileConditions()).answer
    answer.status = status
    answer.fields.removeAll { ["ETag", "Last-Modified", "Accept-Ranges"].contains($0.name) }
    return answer
  }

  func load(_ names: [String]) throws(Errno) -> SiteFile? {
    guard case .file(let file) = try tree.open(names) else { return nil }
    return try ready(file, names)
  }

  private func ready(_ file: OpenFile, _ names: [String]) throws(Errno) -> SiteFile {
    let brotli = try sibling(.brotli, names)
    let gzip = try sibling(.gzip, names)
    let description = FileDescription(
      names, hasVariants: brotli != nil || gzip != nil,
      own: rules.headers.isEmpty ? [] : rules.fields(of: RequestPath(request.path)))
    return SiteFile(
      plain: try FileVariant(file, .plain, description),
      brotli: try brotli.map { (file) throws(Errno) in try FileVariant(file, .brotli, description) },
      gzip: try gzip.map { (file) throws(Errno) in try FileVariant(file, .gzip, description) })
  }

  /// Made by the site's build beside the file. A sibling of a sibling means nothing.
  private func sibling(_ encoding: FileEncoding, _ names: [String]) throws(Errno) -> OpenFile? {
    guard let last = names.last, last.utf8.count <= 252, !last.hasSuffix(".br"), !last.hasSuffix(".gz"),
      case .file(let file) = try tree.open(names.dropLast() + [last + encoding.ending])
    else { return nil }
    return file
  }
}
