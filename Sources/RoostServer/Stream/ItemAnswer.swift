import Hummingbird
import RoostModel

/// A streamed answer of values. Nothing is dropped: a client that reads slowly slows the reading down.
enum ItemAnswer {
  /// Values read ahead of the client.
  static let readAhead = 256

  /// `activity` says what went wrong when the stream fails: `reading the app's output`.
  static func response<Items: AsyncSequence & Sendable>(
    of items: Items, during activity: String, for context: APIContext, as form: StreamForm = .lines
  ) -> Response where Items.Element: Codable & Sendable {
    let feed = LineFeed<StreamItem<Items.Element>>(capacity: readAhead)
    let body = LineStreamBody(
      feed: feed, dropped: { _ in nil }, stopping: .problem(.daemonStopping), unknown: .problem(.unknownCredential), form: form)
    return body.response(for: context) { await pump(items, into: feed, during: activity) }
  }

  private static func pump<Items: AsyncSequence & Sendable>(
    _ items: Items, into feed: LineFeed<StreamItem<Items.Element>>, during activity: String
  ) async where Items.Element: Codable & Sendable {
    do {
      for try await item in items {
        guard await feed.put(.item(item)) else { return }
      }
      feed.end()
    } catch {
      feed.end(with: .problem(.unexpected(error, during: activity)))
    }
  }
}
