#!/usr/bin/python3
"""Empty queues of a broker and print the messages that were in them, decoded as oslo.messaging does.

One JSON object a line: `queue`, `routing_key` and `message`. What evtool says of the same messages can be held against
it: nothing of evtool is in here.
"""
import argparse
import json
import sys
import zlib

import pika

ap = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
ap.add_argument('--port', type=int, required=True)
ap.add_argument('queues', nargs='+')
args = ap.parse_args()

connection = pika.BlockingConnection(pika.ConnectionParameters('127.0.0.1', args.port))
channel = connection.channel()
for queue in args.queues:
    while True:
        method, properties, body = channel.basic_get(queue, auto_ack=True)
        if method is None:
            break
        if (properties.headers or {}).get('compression') == 'application/x-gzip':
            body = zlib.decompress(body)
        message = json.loads(body)
        if 'oslo.message' in message:
            message = json.loads(message['oslo.message'])
        json.dump({'queue': queue, 'routing_key': method.routing_key, 'message': message}, sys.stdout)
        print()
connection.close()
