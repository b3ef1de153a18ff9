import Glibc
import RoostModel
import Synchronization
import SystemPackage

/// An app that is files alone: one release of it, which does not change.
package final class Site: Sendable {
  let root: FilePath
  /// A path without a file shows the first page, which routes in the browser.
  let singlePage: Bool
  /// Read with the first request.
  private let rules = Mutex<SiteRules?>(nil)
  /// The newest first.
  private let earlier = Mutex<[EarlierFiles]>([])

  init(root: FilePath, singlePage: Bool) {
    self.root = root
    self.singlePage = singlePage
  }

  /// Blocks: not for an event loop.
  func answer(_ request: FileRequest, as format: PageFormat) -> SiteAnswer {
    guard request.isReading else {
      var answer = Page.fileMethod.answer(as: format)
      answer.fields.append((name: "Allow", value: "GET, HEAD"))
      return .other(answer)
    }
    do throws(Errno) {
      return try lookup(request, currentRules(), singlePage: singlePage).find(as: format)
    } catch {
      return .other(Page.filesUnreadable(error).answer(as: format))
    }
  }

  /// The file that has exactly this path below the site, whatever the site's rules say. Blocks.
  func file(at path: String) -> SiteFile? {
    guard let path = SitePath(path), !path.isDirectory else { return nil }
    let lookup = lookup(FileRequest(path: "", prefix: ""), SiteRules(redirects: nil, headers: nil), singlePage: false)
    // What cannot be read is as if it were not there: the app may have an answer.
    return (try? lookup.load(path.names)) ?? lookup.earlierFile(at: path)
  }

  func lookBack(to files: [EarlierFiles]) { earlier.withLock { $0 = files } }

  private func lookup(_ request: FileRequest, _ rules: SiteRules, singlePage: Bool) -> SiteLookup {
    let earlier = earlier.withLock { $0 }.filter { $0.until > Double(time(nil)) }
    return SiteLookup(
      tree: SiteTree(root: root), earlier: earlier.map { SiteTree(root: $0.root) }, rules: rules, singlePage: singlePage,
      request: request)
  }

  private func currentRules() throws(Errno) -> SiteRules {
    if let rules = rules.withLock({ $0 }) { return rules }
    let tree = SiteTree(root: root)
    let read = SiteRules(
      redirects: try tree.contents(of: SiteRules.redirectsFile, upTo: SiteRules.maximumBytes + 1),
      headers: try tree.contents(of: SiteRules.headersFile, upTo: SiteRules.maximumBytes + 1))
    rules.withLock { $0 = read }
    return read
  }
}

extension Page {
  static func filesUnreadable(_ error: Errno) -> Page {
    Page(
      status: 500, title: "The site cannot be read", message: "The site's files cannot be read: \(error).",
      hint: "Deploy it again: `roost deploy DIR`", code: "gateway.files-unreadable")
  }
}
