"""An iSulad as far as events go, by another implementation of gRPC than the one under test.

    isulad_server.py ADDRESS [CA CERT KEY]

ADDRESS is unix:/PATH or HOST:0; with the three files it shows CERT and lets in only clients with a certificate of CA.
isulad_pb2, made of our isulad.proto, lies on the PYTHONPATH. Says "listening PORT" when it does, and then answers each
line of its standard input with one: a JSON object is an event that happens now, "look" tells how many listen and what
the last call brought along. It ends with its standard input.
"""

import collections
import json
import queue
import sys
import threading
import time
from concurrent import futures

import grpc
import isulad_pb2 as wire

REMEMBERED = 64
TICK = 1.0


def nanos(timestamp):
    return timestamp.seconds * 1_000_000_000 + timestamp.nanos


class Isulad:
    def __init__(self):
        self.lock = threading.Lock()
        self.memory = collections.deque(maxlen=REMEMBERED)
        self.listeners = []
        self.metadata = {}

    def happens(self, told):
        event = wire.Event(opt=told["opt"].encode(), id=told["id"].encode())
        event.timestamp.seconds, event.timestamp.nanos = divmod(told.get("time", time.time_ns()), 1_000_000_000)
        for key, value in told.get("annotations", {}).items():
            event.annotations.add(key=key.encode(), value=value.encode())
        with self.lock:
            self.memory.append(event)
            for listener in self.listeners:
                listener.put(event)

    def events(self, request, context):
        self.metadata = dict(context.invocation_metadata())
        since, until = nanos(request.since), nanos(request.until)
        if since and until and since > until:
            context.abort(grpc.StatusCode.INTERNAL, "Failed to execute events callback")
        listener = queue.Queue()
        with self.lock:
            remembered = list(self.memory)
            self.listeners.append(listener)
        try:
            for event in remembered:
                if until and nanos(event.timestamp) > until:
                    break
                if nanos(event.timestamp) >= since:
                    yield event
            while context.is_active() and not (until and until < time.time_ns()):
                try:
                    event = listener.get(timeout=TICK)
                except queue.Empty:
                    continue
                if nanos(event.timestamp) >= since:
                    yield event
        finally:
            with self.lock:
                self.listeners.remove(listener)

    def version(self, request, context):
        self.metadata = dict(context.invocation_metadata())
        return wire.VersionResponse(version="2.1.6", git_commit="fd0fcf85")

    def list(self, request, context):
        running = wire.Container(id="c1", name=b"web", image=b"bb:2", status=wire.RUNNING, pid=7,
                                 startat="2026-11-21T22:50:34.106654935+08:00", finishat="-", health_state="(healthy)")
        ended = wire.Container(id="c2", name=b"job", image=b"bb:2", status=wire.STOPPED, exit_code=137,
                               finishat="2026-11-21T22:51:04.869977928Z", restartcount=3)
        return wire.ListResponse(containers=[running, ended] if request.all else [running])

    def handler(self):
        def method(kind, function, request):
            return kind(function, request_deserializer=request.FromString,
                        response_serializer=lambda message: message.SerializeToString())

        return grpc.method_handlers_generic_handler("containers.ContainerService", {
            "Events": method(grpc.unary_stream_rpc_method_handler, self.events, wire.EventsRequest),
            "Version": method(grpc.unary_unary_rpc_method_handler, self.version, wire.VersionRequest),
            "List": method(grpc.unary_unary_rpc_method_handler, self.list, wire.ListRequest),
        })


def read(path):
    with open(path, "rb") as file:
        return file.read()


def main(address, *tls):
    isulad = Isulad()
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=16))
    server.add_generic_rpc_handlers((isulad.handler(),))
    if tls:
        ca, cert, key = map(read, tls)
        credentials = grpc.ssl_server_credentials([(key, cert)], root_certificates=ca, require_client_auth=True)
        port = server.add_secure_port(address, credentials)
    else:
        port = server.add_insecure_port(address)
    server.start()
    print("listening", port, flush=True)
    for line in sys.stdin:
        if line.strip() == "look":
            print(json.dumps({"listeners": len(isulad.listeners), "metadata": isulad.metadata}), flush=True)
        else:
            isulad.happens(json.loads(line))
            print("happened", flush=True)
    server.stop(0).wait()


main(*sys.argv[1:])
