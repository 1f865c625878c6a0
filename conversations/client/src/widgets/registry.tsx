import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { WidgetDispatch } from "./actions";
import { Basic } from "./basic";
import { Button } from "./button";
import { Card } from "./card";
import { Checkbox, RadioGroup } from "./choices";
import { Badge, Icon, Image, Unsupported } from "./content";
import { LabelledFields } from "./field";
import { Form } from "./form";
import { Box, Col, Divider, Row, Spacer } from "./layout";
import {
  Input,
  ListView,
  ListViewItem,
  Select,
  Table,
  TableCell,
  TableRow,
  Textarea,
} from "./parts";
import { Caption, Label, Markdown, Text, Title } from "./text";
import { asNode, childrenOf, keysOf, labelledFields } from "./tree";
import type { NodeOf, WidgetNode, WidgetRoot } from "./types";
import { ActionsContext, useActions } from "./use-actions";
import { useFocusKept } from "./use-focus-kept";

/** What a node's parent tells it. */
type Place = { inHeader?: boolean };

type Registry = {
  [T in WidgetNode["type"]]: (node: NodeOf<T>, place: Place) => JSX.Element;
};

/** Every node type and its component. The compiler sees to it that none is missing. */
const registry: Registry = {
  Badge: (node) => <Badge node={node} />,
  Basic: (node) => <Basic node={node}>{render(node)}</Basic>,
  Box: (node) => <Box node={node}>{render(node)}</Box>,
  Button: (node) => <Button node={node} />,
  Caption: (node) => <Caption node={node} />,
  Card: (node) => <Card node={node}>{render(node)}</Card>,
  Chart: () => <Unsupported name="Chart" />,
  Checkbox: (node) => <Checkbox node={node} />,
  Col: (node) => <Col node={node}>{render(node)}</Col>,
  DatePicker: () => <Unsupported name="DatePicker" />,
  Divider: (node) => <Divider node={node} />,
  Form: (node) => <Form node={node}>{render(node)}</Form>,
  Icon: (node) => <Icon node={node} />,
  Image: (node) => <Image node={node} />,
  Input: (node) => <Input node={node} />,
  Label: (node) => <Label node={node} />,
  ListView: (node) => <ListView node={node}>{render(node)}</ListView>,
  ListViewItem: (node) => <ListViewItem node={node}>{render(node)}</ListViewItem>,
  Markdown: (node) => <Markdown node={node} />,
  RadioGroup: (node) => <RadioGroup node={node} />,
  Row: (node) => <Row node={node}>{render(node)}</Row>,
  Select: (node) => <Select node={node} />,
  Spacer: (node) => <Spacer node={node} />,
  Table: (node) => <Table>{render(node)}</Table>,
  "Table.Cell": (node, { inHeader }) => (
    <TableCell node={node} header={!!inHeader}>
      {render(node)}
    </TableCell>
  ),
  "Table.Row": (node) => (
    <TableRow node={node}>{render(node, { inHeader: node.header ?? false })}</TableRow>
  ),
  Text: (node) => <Text node={node} />,
  Textarea: (node) => <Textarea node={node} />,
  Title: (node) => <Title node={node} />,
  Transition: (node) => <>{render(node)}</>,
};

const reported = new Set<string>();

function reportUnknown(type: string): null {
  if (!reported.has(type)) console.warn(`chatkit: the widget type "${type}" is not known.`);
  reported.add(type);
  return null;
}

/** Draws one node. An unknown type draws nothing and is reported once. */
function Node({ node, place }: { node: WidgetNode; place: Place }): JSX.Element | null {
  if (!Object.hasOwn(registry, node.type)) return reportUnknown(node.type);
  const draw = registry[node.type] as (node: WidgetNode, place: Place) => JSX.Element;
  return draw(node, place);
}

function render(parent: WidgetNode, place: Place = {}): ComponentChildren {
  const children = childrenOf(parent);
  const keys = keysOf(children);
  return children.map((child, index) => <Node key={keys[index]} node={child} place={place} />);
}

/** One widget of the thread, with its forms and actions. */
export function WidgetView(props: {
  widget: WidgetRoot;
  itemId: string;
  dispatch: WidgetDispatch;
  busy: boolean;
}): JSX.Element {
  const actions = useActions(props);
  const node = asNode(props.widget);
  const labelled = useMemo(() => (node ? labelledFields(node) : new Set<string>()), [node]);
  const inert = actions.pending?.loading === "container";
  const { root, remember } = useFocusKept(!!actions.pending);
  return (
    <div ref={root} class="ck-widget" tabIndex={-1} aria-busy={inert} onFocusIn={remember}>
      <ActionsContext.Provider value={actions}>
        <LabelledFields.Provider value={labelled}>
          <div class="ck-widget-body" inert={inert}>
            {node ? <Node key={props.itemId} node={node} place={{}} /> : null}
          </div>
        </LabelledFields.Provider>
      </ActionsContext.Provider>
    </div>
  );
}
