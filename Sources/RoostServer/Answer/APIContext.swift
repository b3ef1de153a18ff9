import Hummingbird
import NIOCore

/// What a route knows about its request besides the request itself.
struct APIContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The client's connection; its `closeFuture` tells that the client is gone.
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
