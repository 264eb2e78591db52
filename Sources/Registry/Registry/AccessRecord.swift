import Basics
import HTTPServer

/// One request as the access log tells it.
package struct AccessRecord: Sendable {
  package let method: String
  /// The request target as it was sent.
  package let uri: String
  package let host: String
  package let minorVersion: Int
  package let remote: String
  package let userAgent: String
  /// Who asked, as far as the registry wanted to know.
  package let visitor: Visitor
  package let referrer: String
  package let status: Int
  package let contentType: String
  package let bodyBytes: Int
  package let failure: RegistryFailure?
  package let started: Timestamp
  /// From the request's head to the last byte of the reply.
  package let duration: Duration

  init(
    request: HTTPRequest, visitor: Visitor, sent: SentReply, contentType: String?, failure: RegistryFailure?,
    started: Timestamp, ended: Timestamp
  ) {
    method = request.method
    uri = request.target.raw
    host = request.headers["Host"] ?? ""
    minorVersion = request.minorVersion
    remote = request.connection.remote?.description ?? "@"
    userAgent = request.headers["User-Agent"] ?? ""
    referrer = request.headers["Referer"] ?? ""
    self.visitor = visitor
    status = sent.status
    self.contentType = contentType ?? ""
    bodyBytes = sent.bodyBytes
    self.failure = failure
    self.started = started
    duration = ended.duration(since: started)
  }
}
