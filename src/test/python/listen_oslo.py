#!/usr/bin/python3
"""Judge notifications with the real consumer: oslo.messaging's notification listener.

Prints one JSON line for each notification that the installed oslo.messaging
accepts and dispatches. Where the payload is a Nova versioned object, it is also
loaded through the installed Nova's own notification classes, and `hydrated`
says whether each field was accepted. RealRabbit.java runs it; --help says how to.
"""
import argparse
import importlib
import json
import logging
import pkgutil
import sys
import threading
import time
import warnings

warnings.simplefilter('ignore')
from oslo_config import cfg  # noqa: E402
import oslo_messaging  # noqa: E402

ap = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
ap.add_argument('--url', default='rabbit://guest:guest@127.0.0.1:5673//')
ap.add_argument('--exchange', default='nova')
ap.add_argument('--topics', default='versioned_notifications,notifications')
ap.add_argument('--pool', default=None, help='a queue of this name in place of the shared ones')
ap.add_argument('--count', type=int, default=0, help='stop after so many')
ap.add_argument('--seconds', type=float, default=10.0, help='stop after so long')
ap.add_argument('--durable', action='store_true')
ap.add_argument('--no-nova', action='store_true', help='do not load Nova (quicker)')
args = ap.parse_args()
logging.basicConfig(level=logging.WARNING, stream=sys.stderr)

REG = None
if not args.no_nova:
    import nova.notifications.objects
    from nova.objects import base as nova_base
    from oslo_versionedobjects import fields as ovo
    for _, name, _ in pkgutil.iter_modules(nova.notifications.objects.__path__):
        importlib.import_module('nova.notifications.objects.' + name)
    REG = {c.obj_name(): c for c in nova_base.NovaObjectRegistry.notification_classes}


def load(prim, path, bad):
    """Feed each datum of a serialized payload to the field that the class declares for it."""
    cls = REG.get(prim.get('nova_object.name'))
    if cls is None:
        bad.append('%s: no class %s' % (path, prim.get('nova_object.name')))
        return
    if prim.get('nova_object.version') != cls.VERSION:
        bad.append('%s: version %s, installed %s' % (path, prim.get('nova_object.version'), cls.VERSION))
    data = prim.get('nova_object.data', {})
    for k, val in data.items():
        if k not in cls.fields:
            bad.append('%s.%s: not a field' % (path, k))
            continue
        visit(cls.fields[k], val, '%s.%s' % (path, k), bad)
    # a field that was never set is not sent at all; real Nova does so, hence not an error
    absent.extend('%s.%s' % (path, k) for k in cls.fields if k not in data)


def visit(field, val, path, bad):
    t = field._type if isinstance(field, ovo.Field) else field
    if val is None:
        if not getattr(field, 'nullable', False):
            bad.append('%s: null' % path)
    elif isinstance(t, ovo.Object):
        load(val, path, bad) if isinstance(val, dict) else bad.append('%s: not an object' % path)
    elif isinstance(t, (ovo.List, ovo.Set)) and isinstance(val, list):
        for i, x in enumerate(val):
            visit(t._element_type, x, '%s[%d]' % (path, i), bad)
    elif isinstance(t, ovo.Dict) and isinstance(val, dict):
        for k, x in val.items():
            visit(t._element_type, x, '%s{%s}' % (path, k), bad)
    else:
        try:
            if isinstance(t, ovo.DateTime):
                t.from_primitive(None, path, val)
            else:
                t.coerce(None, path, val)
        except Exception as e:
            bad.append('%s: %s' % (path, e))


n = 0
absent = []
done = threading.Event()


class Endpoint:
    def _got(self, prio, ctxt, publisher_id, event_type, payload, metadata):
        global n
        row = {'priority': prio, 'publisher_id': publisher_id, 'event_type': event_type, 'metadata': metadata,
               'context_keys': sorted(ctxt)}
        if isinstance(payload, dict) and 'nova_object.name' in payload:
            row['object'] = '%s %s' % (payload['nova_object.name'], payload.get('nova_object.version'))
            if REG is not None:
                bad = []
                absent.clear()
                load(payload, payload['nova_object.name'], bad)
                row['hydrated'] = bad or True
                row['absent'] = len(absent)
        else:
            row['payload_keys'] = sorted(payload) if isinstance(payload, dict) else type(payload).__name__
        sys.stdout.write(json.dumps(row) + '\n')  # at once: other threads print, too
        sys.stdout.flush()
        n += 1
        if args.count and n >= args.count:
            done.set()

    def __getattr__(self, name):
        if name in ('audit', 'debug', 'info', 'warn', 'error', 'critical', 'sample'):
            return lambda *a: self._got(name, *a)
        raise AttributeError(name)


conf = cfg.ConfigOpts()
conf([], project='evtool-listener', default_config_files=[], default_config_dirs=[])
tr = oslo_messaging.get_notification_transport(conf, url=args.url)
if args.durable:
    conf.set_override('amqp_durable_queues', True, 'oslo_messaging_rabbit')
targets = [oslo_messaging.Target(topic=t, exchange=args.exchange) for t in args.topics.split(',')]
srv = oslo_messaging.get_notification_listener(tr, targets, [Endpoint()], executor='threading', pool=args.pool)
srv.start()
print('listening', file=sys.stderr, flush=True)
done.wait(args.seconds)
srv.stop()
srv.wait()
print('%d received' % n, file=sys.stderr)
