import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { WidgetDispatch } from "./actions";
import { Button } from "./button";
import { Card, isFull } from "./card";
import { Checkbox, RadioGroup } from "./choices";
import { Badge, Icon } from "./content";
import { useLooks } from "./css-values";
import type { CustomNode } from "./custom-registry";
import { LabelledFields } from "./field";
import { Form } from "./form";
import { PictureHosts } from "./host";
import { Box, Col, Divider, Row, Spacer } from "./layout";
import {
  Basic,
  Chart,
  DatePicker,
  Foreign,
  FullCard,
  Image,
  Input,
  Label,
  ListView,
  ListViewItem,
  Select,
  Table,
  TableCell,
  TableRow,
  Textarea,
  Transition,
  useFields,
} from "./parts";
import { Caption, Markdown, Text, Title } from "./text";
import { asNode, childrenOf, keysOf, labelledFields } from "./tree";
import type { NodeOf, WidgetNode, WidgetRoot } from "./types";
import { ActionsContext, useActions } from "./use-actions";
import { useFocusKept } from "./use-focus-kept";

type Registry = { [T in WidgetNode["type"]]: (node: NodeOf<T>) => JSX.Element };

/** Every node type and its component. The compiler sees to it that none is missing. */
export const registry: Registry = {
  Badge: (node) => <Badge node={node} />,
  Basic: (node) => <Basic node={node}>{render(node)}</Basic>,
  Box: (node) => <Box node={node}>{render(node)}</Box>,
  Button: (node) => <Button node={node} />,
  Caption: (node) => <Caption node={node} />,
  Card: (node) =>
    isFull(node) ? (
      <FullCard node={node}>{render(node)}</FullCard>
    ) : (
      <Card node={node}>{render(node)}</Card>
    ),
  Chart: (node) => <Chart node={node} />,
  Checkbox: (node) => <Checkbox node={node} />,
  Col: (node) => <Col node={node}>{render(node)}</Col>,
  DatePicker: (node) => <DatePicker node={node} />,
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
  "Table.Cell": (node) => <TableCell node={node}>{render(node)}</TableCell>,
  "Table.Row": (node) => <TableRow node={node}>{render(node)}</TableRow>,
  Text: (node) => <Text node={node} />,
  Textarea: (node) => <Textarea node={node} />,
  Title: (node) => <Title node={node} />,
  Transition: (node) => (
    <Transition of={keysOf(childrenOf(node)).join()}>{render(node)}</Transition>
  ),
};

function Node({ node }: { node: WidgetNode }): JSX.Element | null {
  if (!Object.hasOwn(registry, node.type))
    return <Foreign node={node as CustomNode}>{render(node)}</Foreign>;
  const draw = registry[node.type] as (node: WidgetNode) => JSX.Element;
  return draw(node);
}

function render(parent: WidgetNode): ComponentChildren {
  const children = childrenOf(parent);
  const keys = keysOf(children);
  return children.map((child, index) => <Node key={keys[index]} node={child} />);
}

const NO_HOSTS: readonly string[] = [];

/** One widget of the thread, with its forms and actions. */
export function WidgetView(props: {
  widget: WidgetRoot;
  itemId: string;
  dispatch: WidgetDispatch;
  busy: boolean;
  imageDomains?: readonly string[] | undefined;
}): JSX.Element {
  const actions = useActions(props);
  const node = asNode(props.widget);
  const labelled = useMemo(() => (node ? labelledFields(node) : new Set<string>()), [node]);
  const complete = useFields(node);
  useLooks();
  const inert = actions.pending?.loading === "container" || !complete;
  const { root, remember } = useFocusKept(!!actions.pending || !complete);
  return (
    <div ref={root} class="ck-widget" tabIndex={-1} aria-busy={inert} onFocusIn={remember}>
      <ActionsContext.Provider value={actions}>
        <PictureHosts.Provider value={props.imageDomains ?? NO_HOSTS}>
          <LabelledFields.Provider value={labelled}>
            <div class="ck-widget-body" inert={inert}>
              {node ? <Node key={`${props.itemId} ${keysOf([node])}`} node={node} /> : null}
            </div>
          </LabelledFields.Provider>
        </PictureHosts.Provider>
      </ActionsContext.Provider>
    </div>
  );
}
